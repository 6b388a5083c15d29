import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// Nothing personal any more; the next citizen may already stand here.
PageFrame {
    id: page

    title: qsTr("请取走证件和纸张")
    lead: qsTr("再见。屏幕上您的信息已经清除。")
    showsMessage: false
    centered: true

    BigSign {
        width: parent.width
        iconName: "card"
    }
}
