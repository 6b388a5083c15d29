"""What was filed without a network reaches the platform, once, even when the platform's word got lost on the way."""
import unittest

import outbox_file
from citizen import Citizen
from scene import Scene
from stage.waiting import until


class Delivery(unittest.TestCase):
    def setUp(self):
        self.scene = Scene(self)

    def file(self):
        """Files one case and gives its number."""
        before = len(outbox_file.rows(self.scene.outbox))
        Citizen(self.scene, self.scene.people.next()).visit()
        rows = outbox_file.rows(self.scene.outbox)
        self.assertEqual(len(rows), before + 1)
        return rows[-1][0]

    def queued(self, count):
        until(lambda: self.scene.status()["queued"] == count, f"{count} packets in the queue", 40)

    def test_the_case_is_there_once_with_a_trail_that_holds(self):
        number = self.file()
        self.queued(1)
        self.scene.platform_on()
        self.queued(0)
        self.assertEqual(self.scene.platform.cases(), [number])
        self.assertIn(number, self.scene.platform.show(number))

    def test_a_lost_acknowledgement_makes_no_second_case(self):
        first = self.file()
        # So many bytes have gone to the platform only when the packet itself has.
        self.scene.proxy.lose_answers(after=len(outbox_file.rows(self.scene.outbox)[0][1]))
        self.scene.platform_on()
        until(lambda: self.scene.platform.cases() == [first], "the case at the platform", 40)
        self.assertEqual(self.scene.status()["queued"], 1)
        # The terminal never heard of it; it asks again as soon as it can be answered.
        self.scene.proxy.be_faithful()
        self.scene.proxy.cut()
        self.queued(0)
        self.assertEqual(self.scene.platform.cases(), [first])
        self.scene.platform.show(first)

    def test_the_platform_goes_away_between_two_cases(self):
        self.scene.platform_on()
        first = self.file()
        self.queued(0)
        self.scene.platform_off()
        second = self.file()
        self.queued(1)
        self.scene.platform_on()
        self.queued(0)
        self.assertEqual(self.scene.platform.cases(), [first, second])


if __name__ == "__main__":
    unittest.main()
