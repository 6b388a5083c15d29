// The serial side: a pseudo terminal that a driver opens by a symbolic link, at the pace of a real
// line.
#pragma once

#include "tests/support/samv/side.h"

namespace samv_peer {

class SerialSide : public Side {
public:
    explicit SerialSide(std::string link);
    ~SerialSide() override;

    std::string address() const override { return link_; }
    int descriptor() const override { return master_; }
    // Noise when the driver speaks at another rate than the reader.
    Octets receive() override;
    // 115200, 57600, 38400, 19200 or 9600; false for others.
    bool setRate(int bitsPerSecond) override;
    bool stall(int /*count*/) override { return false; }
    void unplug() override;
    void plug() override;
    long transfers() const override { return transfers_; }

protected:
    void put(Octets octets) override;

private:
    bool sameRate() const;

    std::string link_;
    int master_ = -1, slave_ = -1;
    int rate_ = 115200;
    long transfers_ = 0;
};

} // namespace samv_peer
