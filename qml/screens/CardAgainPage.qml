// Before signing, the card that began the visit must lie on the reader.
PlaceCardPage {
    waiting: qsTr("签名前，请再放一次身份证")
}
