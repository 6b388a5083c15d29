import QtQuick
import Jiujin.Theme

// A sheet of paper on the page; holds a column.
Rectangle {
    id: panel

    default property alias content: column.data
    property alias spacing: column.spacing
    property real padding: 8 * Theme.mm

    implicitHeight: column.implicitHeight + 2 * padding
    radius: 1.4 * Theme.radius
    color: Theme.color.surface
    border.width: Theme.hair
    border.color: Theme.color.lineSoft

    Column {
        id: column

        x: panel.padding
        y: panel.padding
        width: panel.width - 2 * panel.padding
        spacing: 5 * Theme.mm
    }
}
