pragma Singleton
import QtQuick

// Sizes are written as `12 * Theme.mm`. The hall screen, 21.5 inches upright, has 4.034 px a millimetre
// on 1080 x 1920; a smaller window scales everything by one factor.
QtObject {
    id: theme

    property real mm: 4.034
    property int textStep: 0            // 0 to 3; large text (大字) is step 2
    property bool contrast: false

    readonly property bool large: textStep >= 2
    readonly property ColorRoles color: contrast ? contrastColors : lightColors

    readonly property string family: "Noto Sans CJK SC"
    readonly property real textFactor: 1 + 0.21 * textStep
    readonly property real titleFactor: 1 + 0.07 * textStep
    readonly property int caption: Math.round(7.2 * mm * textFactor)
    readonly property int body: Math.round(8.7 * mm * textFactor)
    readonly property int lead: Math.round(10.6 * mm * (1 + 0.14 * textStep))
    readonly property int title: Math.round(15.6 * mm * titleFactor)
    readonly property int display: Math.round(24 * mm * titleFactor)
    readonly property real lineHeight: 1.35

    readonly property real target: 15.4 * mm        // the least that a finger is asked to hit
    readonly property real primaryTarget: 21 * mm   // primary actions and tiles
    readonly property real gap: 4 * mm              // between neighbours that can be touched
    readonly property real space: 7 * mm            // between groups
    readonly property real margin: 14 * mm          // page border
    readonly property real radius: 3 * mm
    readonly property real hair: Math.max(1, Math.round(0.3 * mm))
    readonly property real border: Math.max(1, Math.round(0.5 * mm))
    readonly property real ring: Math.max(2, Math.round(1.1 * mm))

    function toggleLarge() {
        theme.textStep = theme.large ? 0 : 2;
    }
    function toggleContrast() {
        theme.contrast = !theme.contrast;
    }
    // The next person starts from the standard look.
    function reset() {
        theme.textStep = 0;
        theme.contrast = false;
    }

    readonly property LightColors lightColors: LightColors {}
    readonly property ContrastColors contrastColors: ContrastColors {}
}
