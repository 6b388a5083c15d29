import QtQuick
import Jiujin.Theme

// A day, by three big steppers. `date` is YYYY-MM-DD or empty.
Rectangle {
    id: picker

    property string date: ""
    property string spokenName: ""
    property int firstYear: 1900
    property int lastYear: 2100
    property int startYear: new Date().getFullYear()

    signal chosen(string date)

    readonly property int year: parseInt(date.substring(0, 4)) || 0
    readonly property int month: parseInt(date.substring(5, 7)) || 0
    readonly property int day: parseInt(date.substring(8, 10)) || 0

    function daysIn(aYear: int, aMonth: int): int {
        return new Date(aYear, aMonth, 0).getDate();
    }
    function padded(number: int): string {
        return number < 10 ? "0" + number : "" + number;
    }
    function take(aYear: int, aMonth: int, aDay: int) {
        const inMonth = Math.min(aDay, picker.daysIn(aYear, aMonth));
        picker.chosen(aYear + "-" + picker.padded(aMonth) + "-" + picker.padded(inMonth));
    }

    implicitHeight: row.implicitHeight + 10 * Theme.mm
    radius: Theme.radius
    color: Theme.color.surface
    border.width: Theme.border
    border.color: Theme.color.line
    Accessible.role: Accessible.Grouping
    Accessible.name: picker.spokenName

    Row {
        id: row

        anchors.centerIn: parent
        width: parent.width - 12 * Theme.mm
        spacing: Theme.gap

        Stepper {
            width: (row.width - 2 * row.spacing) / 3
            from: picker.firstYear
            to: picker.lastYear
            first: picker.startYear
            value: picker.year
            unit: qsTr("年")
            spokenName: picker.spokenName + " " + unit
            onMoved: value => picker.take(value, picker.month || 1, picker.day || 1)
        }
        Stepper {
            width: (row.width - 2 * row.spacing) / 3
            to: 12
            value: picker.month
            unit: qsTr("月")
            spokenName: picker.spokenName + " " + unit
            onMoved: value => picker.take(picker.year || picker.startYear, value, picker.day || 1)
        }
        Stepper {
            width: (row.width - 2 * row.spacing) / 3
            to: picker.daysIn(picker.year || 2000, picker.month || 1)
            value: picker.day
            unit: qsTr("日")
            spokenName: picker.spokenName + " " + unit
            onMoved: value => picker.take(picker.year || picker.startYear, picker.month || 1, value)
        }
    }
}
