import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// The printer cannot print: known before anything is filed, so that the citizen decides. It may come back meanwhile.
PageFrame {
    id: page

    readonly property bool printsAgain: page.visit.messageCode === ""

    title: page.printsAgain ? qsTr("又可以打印了") : qsTr("现在打印不了凭证")
    lead: page.printsAgain ? qsTr("提交以后，会打印纸质凭证。")
        : qsTr("您可以不要纸质凭证，在屏幕上抄下或拍下编号和二维码，内容相同。也可以换一台终端办理。")
    primaryText: page.printsAgain ? qsTr("继续") : qsTr("不要纸，继续")
    centered: true
    onPrimaryPressed: page.printsAgain ? page.visit.next() : page.visit.goOnWithoutPaper()

    BigSign {
        width: parent.width
        iconName: "print"
        tone: page.printsAgain ? Theme.color.good : Theme.color.warn
        ground: page.printsAgain ? Theme.color.goodTint : Theme.color.warnTint
    }
}
