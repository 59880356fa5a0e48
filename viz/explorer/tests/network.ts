// A small network for the tests, as Python would write it.

import { decodeNetwork } from "../src/page/decode";

const title = { zh: "图", en: "graph" };
const counts = { organisations: 4, ties: 4, facts: 5, quads: 9, lines: 9 };
const report = { id: "r1", title, region: "", level: title, dataYear: 2020, issued: "" };

export const network = decodeNetwork({
  meta: { title, version: "0", base: "https://example.org/", reports: [report], counts, quoted: true },
  classes: [
    ["School", "学校", "school", "", "", "dot", "#111111", "organisation"],
    ["Place", "地点", "place", "", "", "square", "#222222", "place"],
    ["Major", "专业", "major", "", "", "star", "#333333", "thing"],
  ],
  relations: [
    ["partnerOf", "合作", "partner of", 0, "#444444", 1],
    ["feedsInto", "升入", "feeds into", 1, "#555555", 1],
    ["offersMajor", "开设", "offers", 1, "#666666", 0],
  ],
  fields: [["财经类", "finance"]],
  nodes: [
    ["org/a", 0, "北京市商业学校", "", [], ["bjssyxx", "beijingshishangyexuexiao"], 0, 0, 2, 4, []],
    ["org/b", 0, "北京联合大学", "Beijing Union University", ["联大"], ["bjlhdx"], 9, 0, 3, 4, []],
    ["org/c", 0, "北京市商业学校附属实习工厂", "", [], ["bjssyxxfssxgc"], 0, 9, 0, -1, []],
    ["org/d", 0, "外方", "", [], [], 9, 9, 1, -1, []],
    ["place/bj", 1, "北京市", "Beijing", [], [], 3, 3, 0, -1, []],
    ["major/kj", 2, "会计", "", [], ["kj", "kuaiji"], 4, 4, 0, -1, [0]],
  ],
  edges: [
    [0, 1, 0, [0], [2020], [0], [], []],
    [0, 1, 1, [1, 2], [2019], [0], [5], []],
    [1, 3, 0, [3], [2020], [0], [], [4]],
    [0, 5, 2, [4], [2020], [0], [5], []],
  ],
  romanised: ["Beijing Shi Shangye Xuexiao", "", "Beijing Shi Shangye Xuexiao Fushu Shixi Gongchang", "Waifang", "", "Kuaiji"],
  starts: [],
});
