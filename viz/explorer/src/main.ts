// Starts the page as soon as the first block has been read.

import "./style/base.css";
import { decodeNetwork, type RawNetwork } from "./page/decode";
import { startPage } from "./page/shell";
import { VIEWS } from "./views";

const block = document.getElementById("block-network");
const network = decodeNetwork(JSON.parse(block?.textContent ?? "") as RawNetwork);
startPage(document.getElementById("app") ?? document.body, network, VIEWS);
