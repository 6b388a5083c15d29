import QtQuick

// Colours by role. Text on its ground is at least 4.5:1, borders and the focus ring at least 3:1.
QtObject {
    required property color paper        // the ground of every page
    required property color surface      // cards, tiles, fields
    required property color sunken       // keyboard, locked fields
    required property color ink          // text
    required property color inkSoft      // second text
    required property color line         // borders that tell where to touch
    required property color lineSoft     // decoration only
    required property color primary
    required property color primaryDown
    required property color inkOnPrimary
    required property color primaryTint
    required property color seal         // the mark of the house
    required property color inkOnSeal
    required property color focus
    required property color good
    required property color goodTint
    required property color warn
    required property color warnTint
    required property color bad
    required property color badTint
    required property color veil         // behind a dialog
}
