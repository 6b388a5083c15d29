import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// The printer cannot print: known before anything is filed, so that the citizen decides.
PageFrame {
    id: page

    title: qsTr("现在打印不了凭证")
    lead: qsTr("您可以不要纸质凭证，在屏幕上抄下或拍下编号和二维码，内容相同。也可以换一台终端办理。")
    primaryText: qsTr("不要纸，继续")
    centered: true
    onPrimaryPressed: page.visit.goOnWithoutPaper()

    BigSign {
        width: parent.width
        iconName: "print"
        tone: Theme.color.warn
        ground: Theme.color.warnTint
    }
}
