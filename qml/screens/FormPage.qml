pragma ComponentBehavior: Bound
import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// Only what is unknown is asked; what the card says is shown and locked.
PageFrame {
    id: page

    spacing: 5 * Theme.mm
    title: qsTr("填写申请表")
    lead: page.visit.form.toFill > 0 ? qsTr("还有 %1 项要填。").arg(page.visit.form.toFill)
                                     : qsTr("都填好了。请再看一遍，然后点“下一步”。")
    primaryText: qsTr("下一步")
    onPrimaryPressed: page.visit.next()

    Badge {
        kind: Badge.Kind.Locked
        text: qsTr("带锁的来自您的身份证，不用填")
    }
    Connections {
        target: page.visit

        function onFaultFound(row: int) {
            (fields.itemAt(row) as FormField).takeFocus();
        }
    }
    Repeater {
        id: fields

        model: page.visit.form

        FormField {
            width: parent.width
            form: page.visit.form
            before: fields.itemAt(index - 1) as FormField
        }
    }
}
