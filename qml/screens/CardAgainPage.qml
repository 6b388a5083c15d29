// Before signing, and before another matter, the card that began the visit must lie on the reader.
PlaceCardPage {
    id: page

    waiting: page.visit.anotherAsked ? qsTr("办理其他事项前，请再放一次身份证") : qsTr("签名前，请再放一次身份证")
}
