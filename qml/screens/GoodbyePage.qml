import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// Nothing personal any more; the next citizen may already stand here.
PageFrame {
    id: page

    title: qsTr("请取走证件和纸张")
    lead: qsTr("办好了，再见。您的信息已从这台终端的屏幕上清除。")
    showsMessage: false
    centered: true

    BigSign {
        width: parent.width
        iconName: "card"
    }
}
