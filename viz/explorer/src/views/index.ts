// The views of the page, in the order of the tabs. A new view is one import and one entry here.

import type { View } from "../contract";
import { contradictions } from "./audit";
import { figures } from "./figures";
import { map } from "./map";
import { network } from "./network";
import { routes } from "./routes";
import { sparql } from "./sparql";

export const VIEWS: readonly View[] = [network, routes, figures, map, contradictions, sparql];
