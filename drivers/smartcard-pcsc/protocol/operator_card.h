// The operator's card: a profile of this project over ISO/IEC 7816-4 and 7816-8, such as a Java
// card with a PKCS #15 applet can be given. One application, one PIN, one P-256 key that only
// signs after the PIN, one certificate that anybody may read.
//
// application   F0 4A 49 55 4A 49 4E 01 ("JIUJIN", version 1; F: unregistered)
// certificate   transparent file CE01: X.509, DER
// PIN           reference 81, one digit a byte, filled up to twelve bytes with FF
// signature     PERFORM SECURITY OPERATION, COMPUTE DIGITAL SIGNATURE (00 2A 9E 9A) over a digest
//               of 32 bytes; the answer is ECDSA-Sig-Value in DER (RFC 3279 clause 2.2.3)
#pragma once

#include "drivers/smartcard-pcsc/protocol/apdu.h"

namespace jiujin::drivers::smartcard {

ByteView operatorApplication();
inline constexpr std::uint16_t certificateFile = 0xCE01;
inline constexpr std::uint8_t operatorPinReference = 0x81;
inline constexpr std::size_t digestSize = 32;
inline constexpr std::size_t longestCertificate = 4096;

// SELECT by name; the card answers with its control information, or with none.
Command selectApplication(ByteView name);
// Whether that control information (ISO/IEC 7816-4:2013 clause 7.4: template 6F, name under 84)
// names another application than was asked for. No information names none.
bool namesAnother(ByteView information, ByteView name);

Command readBinary(std::size_t offset, int length);
// How long the certificate is whose first bytes these are. SmartCardDamaged when they are none or
// it would be longer than longestCertificate.
Result<std::size_t> certificateSize(ByteView head);

Command computeSignature(ByteView digest);
// SmartCardDamaged when it is no pair of positive integers of at most 32 bytes.
Result<void> checkSignature(ByteView der);

} // namespace jiujin::drivers::smartcard
