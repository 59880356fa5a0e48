"""Chinese names in pinyin: by words, with the names that are read in another way, signs kept."""

import pytest

from tvetgraph.viz.romanise import romanised


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("北京市商业学校", "Beijing Shi Shangye Xuexiao"),
        ("北京市劲松职业高中", "Beijing Shi Jinsong Zhiye Gaozhong"),
        ("便宜坊", "Bianyifang"),
        ("奥地利MODUL旅游学院", "Aodili MODUL Lüyou Xueyuan"),
        ("城建、交通类", "Chengjian, Jiaotong Lei"),
        ("北京高校“引智扶贫”联盟", "Beijing Gaoxiao “Yinzhifupin” Lianmeng"),
        ('虚"某"校', 'Xu "Mou" Xiao'),
        ("会计（BIM）", "Kuaiji (BIM)"),
        ("L•KAFFA", ""),
        ("", ""),
    ],
)
def test_a_name_is_read_word_by_word(name: str, read: str) -> None:
    assert romanised(name) == read
