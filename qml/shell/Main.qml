import QtQuick
import Jiujin.View
import Jiujin.Theme
import Jiujin.Controls
import Jiujin.Keyboard

// The window of a visit. jiujin-visit makes it, gives it the visit and shows it. The hall screen stands upright;
// any other shape shows the same pages in the middle, smaller.
Window {
    id: root

    required property Visit visit

    property int looks: 0
    readonly property bool asking: leaveDialog.visible || timeDialog.visible
    readonly property real mm: Math.min(width / Theme.pageWidth, height / Theme.pageHeight)

    width: Theme.hallWidth
    height: Theme.hallHeight
    visible: false
    title: qsTr("就近办")
    // Never seen, because the ground covers it. When it changes, the software renderer of Qt 6.4 paints everything anew;
    // what is resized and moved at once would otherwise leave traces.
    color: [Theme.color.paper, Theme.color.primary, Theme.color.seal, Theme.color.good, Theme.color.focus][looks % 5]

    Connections {
        target: root.visit

        function onPageChanged() {
            root.looks += 1;
        }
        function onLanguageChanged() {
            root.looks += 1;
        }
        function onAppearanceChanged() {
            root.looks += 1;
        }
    }
    Binding {
        target: Theme
        property: "mm"
        value: root.mm
    }
    Binding {
        target: Theme
        property: "large"
        value: root.visit.largeText
    }
    Binding {
        target: Theme
        property: "contrast"
        value: root.visit.highContrast
    }

    Shortcut {
        sequence: "F2"
        enabled: root.visit.staff.offered
        onActivated: root.visit.staff.open()
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.color.sunken
    }
    Rectangle {
        id: stage

        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(parent.width, Theme.pageWidth * root.mm)
        height: parent.height
        color: Theme.color.paper

        TopBar {
            id: top

            width: parent.width
            large: root.visit.largeText
            contrast: root.visit.highContrast
            otherLanguage: root.visit.language === "en" ? "中文" : "English"
            onLanguagePressed: root.visit.language = root.visit.language === "en" ? "zh_CN" : "en"
            onLargePressed: root.visit.largeText = !root.visit.largeText
            onContrastPressed: root.visit.highContrast = !root.visit.highContrast
            staffOffered: root.visit.staff.offered
            onStaffAsked: root.visit.staff.open()
        }
        StepBar {
            id: steps

            anchors.top: top.bottom
            anchors.topMargin: visible ? 5 * Theme.mm : 0
            x: 6 * Theme.mm
            width: parent.width - 2 * x
            visible: root.visit.stepIndex >= 0
            height: visible ? implicitHeight : 0
            current: root.visit.stepIndex
            labels: [qsTr("放证件"), qsTr("选事项"), qsTr("填表"), qsTr("材料"), qsTr("核对签名"), qsTr("取凭证")]
        }
        PageSwitch {
            id: pages

            anchors.top: steps.bottom
            anchors.bottom: keyboard.top
            width: parent.width
            visit: root.visit
        }
        Keyboard {
            id: keyboard

            anchors.bottom: bar.top
            width: parent.width
            target: root.asking ? null : root.activeFocusItem as EntryField
            onHideAsked: keyboard.target.focus = false
        }
        NavBar {
            id: bar

            anchors.bottom: status.top
            width: parent.width
            visit: root.visit
            page: pages.page
        }
        StatusLine {
            id: status

            anchors.bottom: parent.bottom
            width: parent.width
            offline: root.visit.offline
            queued: root.visit.queued
        }
        Dialog {
            id: leaveDialog

            anchors.fill: parent
            visible: root.visit.leaveAsked
            iconName: "exit"
            title: qsTr("现在离开吗？")
            text: qsTr("已经填写的内容不会保留，申请也不会提交。")
            yes: qsTr("继续办理")
            no: qsTr("离开")
            onYesPressed: root.visit.stay()
            onNoPressed: root.visit.confirmLeave()
            onClosed: pages.takeFocus(true)
        }
        Dialog {
            id: timeDialog

            anchors.fill: parent
            visible: root.visit.timeWarning
            iconName: "clock"
            title: qsTr("您还在吗？")
            text: qsTr("还有 %1 秒。到时会结束办理，并清除已填写的内容。").arg(root.visit.secondsLeft)
            yes: qsTr("继续办理")
            onYesPressed: root.visit.extendTime()
            onClosed: pages.takeFocus(true)
        }
    }
}
