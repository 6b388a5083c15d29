import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls

// The card goes on the reader; the page goes on by itself.
PageFrame {
    id: page

    readonly property int state4: page.visit.card.state
    property string waiting: qsTr("请把身份证放在读卡区")

    title: [page.waiting, qsTr("正在读取，请不要拿开"), qsTr("读好了"), qsTr("没有读成"), qsTr("读卡器暂时用不了")][page.state4]
    lead: [qsTr("平放，有照片的一面朝上，一直放着不要拿开。"), qsTr("大约需要两秒钟。"), qsTr("证件请继续放着，办完再拿。"), "",
        qsTr("请稍等，好了以后这里会请您放证件。一直不好的话，请换一台终端办理。")][page.state4]
    centered: true

    ReaderDrawing {
        width: parent.width
        moving: page.state4 === CardView.Waiting || page.state4 === CardView.Failed
        reading: page.state4 === CardView.Reading
        done: page.state4 === CardView.Read
        failed: page.state4 === CardView.Failed || empty
        empty: page.state4 === CardView.ReaderAway
    }
    PlainText {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("证件信息只用于这次办理，办完就从这台终端的内存中清除。")
        color: Theme.color.inkSoft
    }
}
