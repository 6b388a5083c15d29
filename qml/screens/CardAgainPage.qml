// Before signing, when it was lifted, and always before another matter, the card that began the visit is read once more.
PlaceCardPage {
    id: page

    waiting: page.visit.anotherAsked ? qsTr("办理其他事项前，请再放一次身份证") : qsTr("签名前，请再放一次身份证")
}
