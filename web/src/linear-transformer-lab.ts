// For pages elsewhere: defines every element and touches nothing else of the page.
import "./elements/define-lt-attention.ts";
import "./elements/define-lt-descent.ts";
import "./elements/define-lt-layer.ts";
import "./elements/define-lt-race.ts";
import "./elements/define-lt-stream.ts";
import "./elements/define-lt-train.ts";
import "./elements/define-lt-walkthrough.ts";
