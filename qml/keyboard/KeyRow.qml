pragma ComponentBehavior: Bound
import QtQuick

// Keys of one row, each one unit wide.
Row {
    id: row

    required property string letters
    required property real unit
    property bool capital: false

    signal typed(string text)

    Repeater {
        model: row.letters.length

        Key {
            required property int index
            readonly property string letter: row.letters.charAt(index)

            width: row.unit
            text: row.capital ? letter.toUpperCase() : letter
            onHit: row.typed(text)
        }
    }
}
