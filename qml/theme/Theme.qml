pragma Singleton
import QtQuick

// Sizes are written as `12 * Theme.mm`. The hall screen, 21.5 inches upright, has 4.034 px a millimetre
// on 1080 x 1920; a smaller window scales everything by one factor.
QtObject {
    id: theme

    readonly property int hallWidth: 1080
    readonly property int hallHeight: 1920
    readonly property real pageWidth: 267.7         // millimetres
    readonly property real pageHeight: 476

    property real mm: 4.034
    property bool large: false          // 大字
    property bool contrast: false

    readonly property ColorRoles color: contrast ? contrastColors : lightColors

    readonly property string family: "Noto Sans CJK SC"
    readonly property real textFactor: large ? 1.42 : 1
    readonly property real titleFactor: large ? 1.14 : 1
    readonly property int caption: Math.round(7.2 * mm * textFactor)
    readonly property int body: Math.round(8.7 * mm * textFactor)
    readonly property int lead: Math.round(10.6 * mm * (large ? 1.28 : 1))
    readonly property int title: Math.round(15.6 * mm * titleFactor)
    readonly property int display: Math.round(24 * mm * titleFactor)
    readonly property int number: Math.round(21 * mm)
    readonly property real lineHeight: 1.1         // of the font's own line, which is 1.45 of its size

    readonly property real target: 15.4 * mm        // the least that a finger is asked to hit
    readonly property real primaryTarget: 21 * mm   // primary actions and tiles
    readonly property real gap: 4 * mm              // between neighbours that can be touched
    readonly property real space: 7 * mm            // between groups
    readonly property real margin: 14 * mm          // page border
    readonly property real radius: 3 * mm
    readonly property real hair: Math.max(1, Math.round(0.3 * mm))
    readonly property real border: Math.max(1, Math.round(0.5 * mm))
    readonly property real ring: Math.max(2, Math.round(1.1 * mm))

    readonly property LightColors lightColors: LightColors {}
    readonly property ContrastColors contrastColors: ContrastColors {}
}
