pragma ComponentBehavior: Bound
import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// Only what is unknown is asked; what the card says or what can be computed is shown and locked.
PageFrame {
    id: page

    spacing: 5 * Theme.mm
    title: qsTr("填写申请表")
    lead: page.visit.form.toFill > 0 ? qsTr("还有 %1 项要填。").arg(page.visit.form.toFill)
                                     : qsTr("都填好了。请再看一遍，然后点“下一步”。")
    primaryText: qsTr("下一步")
    onPrimaryPressed: page.visit.next()

    function focusOn(row: int) {
        (fields.itemAt(row) as FormField).takeFocus();
    }

    Badge {
        kind: Badge.Kind.Locked
        mostWidth: parent.width
        text: qsTr("带锁的来自您的身份证或自动算出，不用填")
    }
    Connections {
        target: page.visit

        function onFaultFound(row: int) {
            page.focusOn(row);
        }
    }
    Repeater {
        id: fields

        model: page.visit.form

        FormField {
            width: parent.width
            form: page.visit.form
            divisions: page.visit.divisions
            onAdded: row => {
                if (page.visit.form.addRow(row) >= 0)
                    page.focusOn(row);
            }
            onRemoved: row => {
                if (page.visit.form.removeRow(row))
                    page.focusOn(Math.min(row, fields.count - 1));
            }
        }
    }
}
