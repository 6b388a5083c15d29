pragma ComponentBehavior: Bound
import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// How each material is provided.
PageFrame {
    id: page

    title: qsTr("准备材料")
    lead: qsTr("每项材料选一种方式。手上没有的，可以承诺或以后补交。")
    primaryText: qsTr("下一步")
    onPrimaryPressed: page.visit.next()

    Connections {
        target: page.visit

        function onFaultFound(row: int) {
            cards.itemAt(row).nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason);
        }
    }
    Repeater {
        id: cards

        model: page.visit.materials

        MaterialCard {
            width: parent.width
            materials: page.visit.materials
        }
    }
}
