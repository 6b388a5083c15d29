import QtQuick
import Jiujin.Theme

// A number between two bounds, changed by two big buttons; holding one goes on by itself.
Column {
    id: stepper

    property int from: 1
    property int to: 12
    property int value: 0               // 0: nothing chosen yet
    property int first: from            // where the first press lands
    property string unit: ""
    property string spokenName: ""

    signal moved(int value)

    function move(by: int) {
        if (stepper.value === 0)
            stepper.moved(stepper.first);
        else
            stepper.moved(Math.min(stepper.to, Math.max(stepper.from, stepper.value + by)));
    }

    spacing: 0.75 * Theme.gap

    RoundButton {
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(stepper.width, 34 * Theme.mm)
        iconName: "up"
        spokenName: qsTr("%1，加一").arg(stepper.spokenName)
        autoRepeat: true
        onClicked: stepper.move(1)
    }
    PlainText {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        text: stepper.value === 0 ? "— " + stepper.unit : stepper.value + " " + stepper.unit
        font.pixelSize: Theme.lead
        font.weight: Font.Bold
    }
    RoundButton {
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(stepper.width, 34 * Theme.mm)
        iconName: "down"
        spokenName: qsTr("%1，减一").arg(stepper.spokenName)
        autoRepeat: true
        onClicked: stepper.move(-1)
    }
}
