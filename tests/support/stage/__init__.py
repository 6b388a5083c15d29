"""The whole stage of a visit in one temporary folder: screen, buses, peers, and the programs as they are shipped."""
