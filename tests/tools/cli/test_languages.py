"""Which language is spoken, and that its tables line up."""

import re
import unicodedata
import unittest

from program import DONE, LedgerTest, person, root_organization, run


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


class Languages(LedgerTest):
    def test_the_environment_chooses_and_the_option_overrules(self):
        def is_chinese(*arguments, **variables):
            return "缺少" in run("show", *arguments, **variables).err
        self.assertFalse(is_chinese())
        self.assertTrue(is_chinese(LC_ALL="zh_CN.UTF-8"))
        self.assertTrue(is_chinese(LC_ALL="", LANG="zh_TW.UTF-8"))
        self.assertFalse(is_chinese(LC_ALL="en_US.UTF-8", LANG="zh_CN.UTF-8"))
        self.assertTrue(is_chinese("--lang", "zh-CN"))
        self.assertFalse(is_chinese("--lang=en", LC_ALL="zh_CN.UTF-8"))

    def test_columns_line_up_in_both_languages(self):
        self.init()
        self.submit(root_organization(), person("a"))
        for language in ["en", "zh-CN"]:
            lines = self.run_on("log", "--lang", language).out.splitlines()
            self.assertEqual(len(lines), 4)
            starts = set()
            for line in lines[1:]:
                second_time = list(re.finditer(r"\d{4}-\d\d-\d\d \d\d:\d\d", line))[1]
                starts.add(width(line[:second_time.start()]))
            header = "记录时间" if language == "zh-CN" else "Recorded"
            starts.add(width(lines[0][:lines[0].index(header)]))
            self.assertEqual(len(starts), 1, lines)

    def test_colour_only_when_asked_for(self):
        self.init()
        self.assertNotIn("\x1b", self.run_on("log").out)
        self.assertIn("\x1b", self.run_on("log", "--color", "always").out)
        self.assertNotIn("\x1b", self.run_on("log", "--json", "--color", "always").out)


if __name__ == "__main__":
    unittest.main()
