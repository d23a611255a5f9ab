// Made by `npm run gen` from schemas/. Do not edit.
export const service = validate19;
const schema8 = {"type":"object","required":["version","service"],"additionalProperties":false,"properties":{"version":{"const":1,"type":"integer"},"service":{"$ref":"#/definitions/common.name"},"description":{"type":"string"},"owner":{"$ref":"#/definitions/common.name"},"tier":{"enum":["critical","high","standard","best-effort"],"type":"string"},"links":{"$ref":"#/definitions/layer.links"},"labels":{"$ref":"#/definitions/layer.labels"},"match":{"$ref":"#/definitions/layer.match"},"vars":{"$ref":"#/definitions/layer.vars"},"traffic":{"$ref":"#/definitions/layer.traffic"},"dependsOn":{"$ref":"#/definitions/layer.dependsOn"},"kubernetes":{"$ref":"#/definitions/layer.kubernetes"},"aws":{"$ref":"#/definitions/layer.aws"},"uses":{"type":["string","array","object"],"items":{"$ref":"#/definitions/common.name"},"maxItems":50,"propertyNames":{},"additionalProperties":{"$ref":"#/definitions/service.use"},"maxProperties":50},"targets":{"$ref":"#/definitions/layer.targets"},"slis":{"$ref":"#/definitions/layer.slis"},"window":{"$ref":"#/definitions/layer.window"},"alerting":{"$ref":"#/definitions/layer.alerting"},"slos":{"$ref":"#/definitions/layer.slos"},"sla":{"$ref":"#/definitions/layer.sla"},"maintenance":{"$ref":"#/definitions/layer.maintenance"},"corrections":{"$ref":"#/definitions/layer.corrections"},"alerts":{"$ref":"#/definitions/layer.alerts"},"anomalies":{"$ref":"#/definitions/layer.anomalies"},"metrics":{"$ref":"#/definitions/layer.metrics"},"logs":{"$ref":"#/definitions/layer.logs"},"traces":{"$ref":"#/definitions/layer.traces"},"rum":{"$ref":"#/definitions/layer.rum"},"dashboards":{"$ref":"#/definitions/layer.dashboards"},"budgets":{"$ref":"#/definitions/layer.budgets"},"chaos":{"$ref":"#/definitions/layer.chaos"},"environments":{"type":"object","propertyNames":{},"additionalProperties":{"$ref":"#/definitions/layer"}}}};
const schema9 = {"type":"string"};
const schema15 = {"type":"string"};
const func0 = Object.prototype.hasOwnProperty;
const schema11 = {"type":"object","propertyNames":{},"additionalProperties":{"type":"string"},"properties":{"runbook":{"type":"string"},"repository":{"type":"string"}}};

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!((key0 === "runbook") || (key0 === "repository"))){
if(typeof data[key0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"}});
errors++;
}
}
}
if(data.runbook !== undefined && func0.call(data, "runbook")){
if(typeof data.runbook !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/runbook",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.repository !== undefined && func0.call(data, "repository")){
if(typeof data.repository !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/repository",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate20.errors = vErrors;
return errors === 0;
}

const schema12 = {"type":"object","propertyNames":{},"additionalProperties":{"type":"string"}};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(typeof data[key0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate22.errors = vErrors;
return errors === 0;
}

const schema13 = {"type":"object","propertyNames":{},"additionalProperties":{"type":["string","array"],"items":{"type":"string"},"minItems":1}};

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
let data0 = data[key0];
if((typeof data0 !== "string") && (!(Array.isArray(data0)))){
vErrors = put(vErrors, {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: schema13.additionalProperties.type}});
errors++;
}
if(Array.isArray(data0)){
if(data0.length < 1){
vErrors = put(vErrors, {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"minItems",params:{limit: 1}});
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(typeof data0[i0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate24.errors = vErrors;
return errors === 0;
}

const schema14 = {"type":"object","propertyNames":{},"additionalProperties":{"type":"string"}};

function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(typeof data[key0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate26.errors = vErrors;
return errors === 0;
}

const schema16 = {"type":"array","uniqueItems":true,"items":{"type":"string","$ref":"#/definitions/common.reference"}};
const schema17 = {"type":"string"};

function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
}
let i1 = data.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
vErrors = put(vErrors, {instancePath,keyword:"uniqueItems",params:{i: i1, j: j0}});
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "array"}});
errors++;
}
validate28.errors = vErrors;
return errors === 0;
}

const schema18 = {"type":"object","additionalProperties":false,"properties":{"namespace":{"type":"string"},"selector":{"$ref":"#/definitions/common.selectorLabels"}}};
const schema19 = {"type":"object","additionalProperties":{"type":"string"}};

function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(typeof data[key0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate31.errors = vErrors;
return errors === 0;
}


function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!((key0 === "namespace") || (key0 === "selector"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.namespace !== undefined && func0.call(data, "namespace")){
if(typeof data.namespace !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/namespace",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.selector !== undefined && func0.call(data, "selector")){
if(!(validate31(data.selector, {instancePath:instancePath+"/selector",parentData:data,parentDataProperty:"selector",rootData}))){
vErrors = join(vErrors, validate31.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate30.errors = vErrors;
return errors === 0;
}

const schema20 = {"type":"object","additionalProperties":false,"properties":{"tags":{"$ref":"#/definitions/common.selectorLabels"}}};

function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(key0 === "tags")){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.tags !== undefined && func0.call(data, "tags")){
if(!(validate31(data.tags, {instancePath:instancePath+"/tags",parentData:data,parentDataProperty:"tags",rootData}))){
vErrors = join(vErrors, validate31.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate34.errors = vErrors;
return errors === 0;
}

const schema22 = {"type":"object","properties":{"kit":{"$ref":"#/definitions/common.name"}},"propertyNames":{},"additionalProperties":{"$ref":"#/definitions/service.parameterValue"}};
const schema23 = {"type":["string","number","boolean"]};

function validate37(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(key0 === "kit")){
let data0 = data[key0];
if(((typeof data0 !== "string") && (!((typeof data0 == "number") && (isFinite(data0))))) && (typeof data0 !== "boolean")){
vErrors = put(vErrors, {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: schema23.type}});
errors++;
}
}
}
if(data.kit !== undefined && func0.call(data, "kit")){
if(typeof data.kit !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/kit",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate37.errors = vErrors;
return errors === 0;
}

const schema25 = {"type":"array","uniqueItems":true,"items":{"type":"string","enum":["prometheus","alertmanager","grafana","collector","cloudwatch","chaos","evaluator","retention","sla"]}};

function validate39(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(Array.isArray(data)){
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
if(!(((((((((data0 === "prometheus") || (data0 === "alertmanager")) || (data0 === "grafana")) || (data0 === "collector")) || (data0 === "cloudwatch")) || (data0 === "chaos")) || (data0 === "evaluator")) || (data0 === "retention")) || (data0 === "sla"))){
vErrors = put(vErrors, {instancePath:instancePath+"/" + i0,keyword:"enum",params:{allowedValues: schema25.items.enum}});
errors++;
}
}
let i1 = data.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
vErrors = put(vErrors, {instancePath,keyword:"uniqueItems",params:{i: i1, j: j0}});
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "array"}});
errors++;
}
validate39.errors = vErrors;
return errors === 0;
}

const schema26 = {"type":"object","propertyNames":{},"additionalProperties":{"$ref":"#/definitions/sli.sli"}};
const schema27 = {"type":"object","x-exclusive":[{"of":[["atLeast"],["atMost"]]}],"additionalProperties":false,"properties":{"type":{"enum":["availability","correctness","error-rate","latency","throughput","freshness","custom"],"type":"string"},"description":{"$ref":"#/definitions/sli.sli.description"},"groupBy":{"$ref":"#/definitions/sli.sli.groupBy"},"match":{"$ref":"#/definitions/sli.sli.match"},"threshold":{"$ref":"#/definitions/sli.sli.threshold"},"maxAge":{"$ref":"#/definitions/sli.sli.maxAge"},"atLeast":{"type":["number","string"]},"atMost":{"$ref":"#/definitions/common.amount"},"prometheus":{"$ref":"#/definitions/sli.prometheusSource"},"cloudwatch":{"$ref":"#/definitions/sli.cloudwatchSource"}}};
const schema28 = {"type":"string"};
const schema31 = {"type":"string"};
const schema29 = {"type":["array","object"],"maxItems":20,"items":{"type":["string","object"],"minProperties":1,"maxProperties":1,"propertyNames":{},"additionalProperties":{"type":"string"}},"propertyNames":{},"additionalProperties":{"type":"string"}};

function validate43(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!data || typeof data != "object"){
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: schema29.type}});
errors++;
}
if(Array.isArray(data)){
if(data.length > 20){
vErrors = put(vErrors, {instancePath,keyword:"maxItems",params:{limit: 20}});
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
if((typeof data0 !== "string") && (!(data0 && typeof data0 == "object" && !Array.isArray(data0)))){
vErrors = put(vErrors, {instancePath:instancePath+"/" + i0,keyword:"type",params:{type: schema29.items.type}});
errors++;
}
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(Object.keys(data0).length > 1){
vErrors = put(vErrors, {instancePath:instancePath+"/" + i0,keyword:"maxProperties",params:{limit: 1}});
errors++;
}
if(Object.keys(data0).length < 1){
vErrors = put(vErrors, {instancePath:instancePath+"/" + i0,keyword:"minProperties",params:{limit: 1}});
errors++;
}
for(const key0 of Object.keys(data0)){
if(typeof data0[key0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/" + i0+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"}});
errors++;
}
}
}
}
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key1 of Object.keys(data)){
if(typeof data[key1] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"}});
errors++;
}
}
}
validate43.errors = vErrors;
return errors === 0;
}


function validate45(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
let data0 = data[key0];
if((typeof data0 !== "string") && (!(Array.isArray(data0)))){
vErrors = put(vErrors, {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: schema13.additionalProperties.type}});
errors++;
}
if(Array.isArray(data0)){
if(data0.length < 1){
vErrors = put(vErrors, {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"minItems",params:{limit: 1}});
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(typeof data0[i0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate45.errors = vErrors;
return errors === 0;
}

const schema33 = {"type":["number","string"],"pattern":"^\\$\\{[^{}]*\\}$"};
const pattern0 = new RegExp("^\\$\\{[^{}]*\\}$", "u");

function validate47(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((!((typeof data == "number") && (isFinite(data)))) && (typeof data !== "string")){
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: schema33.type}});
errors++;
}
if(typeof data === "string"){
if(!pattern0.test(data)){
vErrors = put(vErrors, {instancePath,keyword:"pattern",params:{pattern: "^\\$\\{[^{}]*\\}$"}});
errors++;
}
}
validate47.errors = vErrors;
return errors === 0;
}

const schema34 = {"type":"object","x-exclusive":[{"of":[["good","bad"],["histogram","native"],["gauge"],["errorRatio"],["events"],["timestamp"],["age"]]},{"of":[["total"],["gauge"],["errorRatio"],["events"],["timestamp"],["age"]]},{"of":[["good"],["bad"]],"given":"total"}],"additionalProperties":false,"properties":{"total":{"$ref":"#/definitions/sli.prometheusSource.total"},"good":{"$ref":"#/definitions/sli.prometheusSource.good"},"bad":{"$ref":"#/definitions/sli.prometheusSource.bad"},"gauge":{"$ref":"#/definitions/sli.prometheusSource.gauge"},"histogram":{"$ref":"#/definitions/sli.prometheusSource.histogram"},"native":{"$ref":"#/definitions/sli.prometheusSource.native"},"events":{"$ref":"#/definitions/sli.prometheusSource.events"},"timestamp":{"$ref":"#/definitions/sli.prometheusSource.timestamp"},"age":{"$ref":"#/definitions/sli.prometheusSource.age"},"errorRatio":{"$ref":"#/definitions/sli.prometheusSource.errorRatio"},"unit":{"$ref":"#/definitions/sli.prometheusSource.unit"},"interval":{"$ref":"#/definitions/sli.prometheusSource.interval"}}};
const schema38 = {"type":"string"};
const schema39 = {"type":"string"};
const schema40 = {"type":"boolean"};
const schema42 = {"type":"string"};
const schema43 = {"type":"string"};
const schema44 = {"type":"string"};
const schema35 = {"type":["string","array"],"items":{"type":"string"},"minItems":1,"maxItems":50};

function validate50(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(Array.isArray(data)))){
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: schema35.type}});
errors++;
}
if(Array.isArray(data)){
if(data.length > 50){
vErrors = put(vErrors, {instancePath,keyword:"maxItems",params:{limit: 50}});
errors++;
}
if(data.length < 1){
vErrors = put(vErrors, {instancePath,keyword:"minItems",params:{limit: 1}});
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(typeof data[i0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
validate50.errors = vErrors;
return errors === 0;
}


function validate52(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(Array.isArray(data)))){
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: schema35.type}});
errors++;
}
if(Array.isArray(data)){
if(data.length > 50){
vErrors = put(vErrors, {instancePath,keyword:"maxItems",params:{limit: 50}});
errors++;
}
if(data.length < 1){
vErrors = put(vErrors, {instancePath,keyword:"minItems",params:{limit: 1}});
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(typeof data[i0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
validate52.errors = vErrors;
return errors === 0;
}


function validate54(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(Array.isArray(data)))){
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: schema35.type}});
errors++;
}
if(Array.isArray(data)){
if(data.length > 50){
vErrors = put(vErrors, {instancePath,keyword:"maxItems",params:{limit: 50}});
errors++;
}
if(data.length < 1){
vErrors = put(vErrors, {instancePath,keyword:"minItems",params:{limit: 1}});
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(typeof data[i0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
validate54.errors = vErrors;
return errors === 0;
}


function validate56(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(Array.isArray(data)))){
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: schema35.type}});
errors++;
}
if(Array.isArray(data)){
if(data.length > 50){
vErrors = put(vErrors, {instancePath,keyword:"maxItems",params:{limit: 50}});
errors++;
}
if(data.length < 1){
vErrors = put(vErrors, {instancePath,keyword:"minItems",params:{limit: 1}});
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(typeof data[i0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
validate56.errors = vErrors;
return errors === 0;
}

const schema45 = {"enum":["s","ms","us","ns"],"type":"string"};

function validate58(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "string"}});
errors++;
}
if(!((((data === "s") || (data === "ms")) || (data === "us")) || (data === "ns"))){
vErrors = put(vErrors, {instancePath,keyword:"enum",params:{allowedValues: schema45.enum}});
errors++;
}
validate58.errors = vErrors;
return errors === 0;
}


function validate49(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(func0.call(schema34.properties, key0))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.total !== undefined && func0.call(data, "total")){
if(!(validate50(data.total, {instancePath:instancePath+"/total",parentData:data,parentDataProperty:"total",rootData}))){
vErrors = join(vErrors, validate50.errors);
errors = vErrors.length;
}
}
if(data.good !== undefined && func0.call(data, "good")){
if(!(validate52(data.good, {instancePath:instancePath+"/good",parentData:data,parentDataProperty:"good",rootData}))){
vErrors = join(vErrors, validate52.errors);
errors = vErrors.length;
}
}
if(data.bad !== undefined && func0.call(data, "bad")){
if(!(validate54(data.bad, {instancePath:instancePath+"/bad",parentData:data,parentDataProperty:"bad",rootData}))){
vErrors = join(vErrors, validate54.errors);
errors = vErrors.length;
}
}
if(data.gauge !== undefined && func0.call(data, "gauge")){
if(typeof data.gauge !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/gauge",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.histogram !== undefined && func0.call(data, "histogram")){
if(typeof data.histogram !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/histogram",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.native !== undefined && func0.call(data, "native")){
if(typeof data.native !== "boolean"){
vErrors = put(vErrors, {instancePath:instancePath+"/native",keyword:"type",params:{type: "boolean"}});
errors++;
}
}
if(data.events !== undefined && func0.call(data, "events")){
if(!(validate56(data.events, {instancePath:instancePath+"/events",parentData:data,parentDataProperty:"events",rootData}))){
vErrors = join(vErrors, validate56.errors);
errors = vErrors.length;
}
}
if(data.timestamp !== undefined && func0.call(data, "timestamp")){
if(typeof data.timestamp !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/timestamp",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.age !== undefined && func0.call(data, "age")){
if(typeof data.age !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/age",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.errorRatio !== undefined && func0.call(data, "errorRatio")){
if(typeof data.errorRatio !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/errorRatio",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.unit !== undefined && func0.call(data, "unit")){
if(!(validate58(data.unit, {instancePath:instancePath+"/unit",parentData:data,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate58.errors);
errors = vErrors.length;
}
}
if(data.interval !== undefined && func0.call(data, "interval")){
if(typeof data.interval !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/interval",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(((((((((((((((((((((((Object.prototype.hasOwnProperty.call(data, "good")) || (Object.prototype.hasOwnProperty.call(data, "bad"))) && ((Object.prototype.hasOwnProperty.call(data, "histogram")) || (Object.prototype.hasOwnProperty.call(data, "native")))) || (((Object.prototype.hasOwnProperty.call(data, "good")) || (Object.prototype.hasOwnProperty.call(data, "bad"))) && (Object.prototype.hasOwnProperty.call(data, "gauge")))) || (((Object.prototype.hasOwnProperty.call(data, "good")) || (Object.prototype.hasOwnProperty.call(data, "bad"))) && (Object.prototype.hasOwnProperty.call(data, "errorRatio")))) || (((Object.prototype.hasOwnProperty.call(data, "good")) || (Object.prototype.hasOwnProperty.call(data, "bad"))) && (Object.prototype.hasOwnProperty.call(data, "events")))) || (((Object.prototype.hasOwnProperty.call(data, "good")) || (Object.prototype.hasOwnProperty.call(data, "bad"))) && (Object.prototype.hasOwnProperty.call(data, "timestamp")))) || (((Object.prototype.hasOwnProperty.call(data, "good")) || (Object.prototype.hasOwnProperty.call(data, "bad"))) && (Object.prototype.hasOwnProperty.call(data, "age")))) || (((Object.prototype.hasOwnProperty.call(data, "histogram")) || (Object.prototype.hasOwnProperty.call(data, "native"))) && (Object.prototype.hasOwnProperty.call(data, "gauge")))) || (((Object.prototype.hasOwnProperty.call(data, "histogram")) || (Object.prototype.hasOwnProperty.call(data, "native"))) && (Object.prototype.hasOwnProperty.call(data, "errorRatio")))) || (((Object.prototype.hasOwnProperty.call(data, "histogram")) || (Object.prototype.hasOwnProperty.call(data, "native"))) && (Object.prototype.hasOwnProperty.call(data, "events")))) || (((Object.prototype.hasOwnProperty.call(data, "histogram")) || (Object.prototype.hasOwnProperty.call(data, "native"))) && (Object.prototype.hasOwnProperty.call(data, "timestamp")))) || (((Object.prototype.hasOwnProperty.call(data, "histogram")) || (Object.prototype.hasOwnProperty.call(data, "native"))) && (Object.prototype.hasOwnProperty.call(data, "age")))) || ((Object.prototype.hasOwnProperty.call(data, "gauge")) && (Object.prototype.hasOwnProperty.call(data, "errorRatio")))) || ((Object.prototype.hasOwnProperty.call(data, "gauge")) && (Object.prototype.hasOwnProperty.call(data, "events")))) || ((Object.prototype.hasOwnProperty.call(data, "gauge")) && (Object.prototype.hasOwnProperty.call(data, "timestamp")))) || ((Object.prototype.hasOwnProperty.call(data, "gauge")) && (Object.prototype.hasOwnProperty.call(data, "age")))) || ((Object.prototype.hasOwnProperty.call(data, "errorRatio")) && (Object.prototype.hasOwnProperty.call(data, "events")))) || ((Object.prototype.hasOwnProperty.call(data, "errorRatio")) && (Object.prototype.hasOwnProperty.call(data, "timestamp")))) || ((Object.prototype.hasOwnProperty.call(data, "errorRatio")) && (Object.prototype.hasOwnProperty.call(data, "age")))) || ((Object.prototype.hasOwnProperty.call(data, "events")) && (Object.prototype.hasOwnProperty.call(data, "timestamp")))) || ((Object.prototype.hasOwnProperty.call(data, "events")) && (Object.prototype.hasOwnProperty.call(data, "age")))) || ((Object.prototype.hasOwnProperty.call(data, "timestamp")) && (Object.prototype.hasOwnProperty.call(data, "age")))){
vErrors = put(vErrors, {instancePath,keyword:"x-exclusive",params:{"of":[["good","bad"],["histogram","native"],["gauge"],["errorRatio"],["events"],["timestamp"],["age"]]}});
errors++;
}
if((((((((((((((((Object.prototype.hasOwnProperty.call(data, "total")) && (Object.prototype.hasOwnProperty.call(data, "gauge"))) || ((Object.prototype.hasOwnProperty.call(data, "total")) && (Object.prototype.hasOwnProperty.call(data, "errorRatio")))) || ((Object.prototype.hasOwnProperty.call(data, "total")) && (Object.prototype.hasOwnProperty.call(data, "events")))) || ((Object.prototype.hasOwnProperty.call(data, "total")) && (Object.prototype.hasOwnProperty.call(data, "timestamp")))) || ((Object.prototype.hasOwnProperty.call(data, "total")) && (Object.prototype.hasOwnProperty.call(data, "age")))) || ((Object.prototype.hasOwnProperty.call(data, "gauge")) && (Object.prototype.hasOwnProperty.call(data, "errorRatio")))) || ((Object.prototype.hasOwnProperty.call(data, "gauge")) && (Object.prototype.hasOwnProperty.call(data, "events")))) || ((Object.prototype.hasOwnProperty.call(data, "gauge")) && (Object.prototype.hasOwnProperty.call(data, "timestamp")))) || ((Object.prototype.hasOwnProperty.call(data, "gauge")) && (Object.prototype.hasOwnProperty.call(data, "age")))) || ((Object.prototype.hasOwnProperty.call(data, "errorRatio")) && (Object.prototype.hasOwnProperty.call(data, "events")))) || ((Object.prototype.hasOwnProperty.call(data, "errorRatio")) && (Object.prototype.hasOwnProperty.call(data, "timestamp")))) || ((Object.prototype.hasOwnProperty.call(data, "errorRatio")) && (Object.prototype.hasOwnProperty.call(data, "age")))) || ((Object.prototype.hasOwnProperty.call(data, "events")) && (Object.prototype.hasOwnProperty.call(data, "timestamp")))) || ((Object.prototype.hasOwnProperty.call(data, "events")) && (Object.prototype.hasOwnProperty.call(data, "age")))) || ((Object.prototype.hasOwnProperty.call(data, "timestamp")) && (Object.prototype.hasOwnProperty.call(data, "age")))){
vErrors = put(vErrors, {instancePath,keyword:"x-exclusive",params:{"of":[["total"],["gauge"],["errorRatio"],["events"],["timestamp"],["age"]]}});
errors++;
}
if((Object.prototype.hasOwnProperty.call(data, "total")) && ((Object.prototype.hasOwnProperty.call(data, "good")) && (Object.prototype.hasOwnProperty.call(data, "bad")))){
vErrors = put(vErrors, {instancePath,keyword:"x-exclusive",params:{"of":[["good"],["bad"]],"given":"total"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate49.errors = vErrors;
return errors === 0;
}

const schema47 = {"type":"object","x-exclusive":[{"of":[["good","bad"],["duration"],["gauge"],["events"],["timestamp"],["age"]]},{"of":[["total"],["gauge"],["events"],["timestamp"],["age"]]},{"of":[["good"],["bad"]],"given":"total"}],"additionalProperties":false,"properties":{"namespace":{"$ref":"#/definitions/sli.cloudwatchSource.namespace"},"dimensions":{"$ref":"#/definitions/sli.cloudwatchSource.dimensions"},"total":{"$ref":"#/definitions/sli.cloudwatchSource.total"},"good":{"$ref":"#/definitions/sli.cloudwatchSource.good"},"bad":{"$ref":"#/definitions/sli.cloudwatchSource.bad"},"gauge":{"$ref":"#/definitions/sli.cloudwatchSource.gauge"},"duration":{"$ref":"#/definitions/sli.cloudwatchSource.duration"},"events":{"$ref":"#/definitions/sli.cloudwatchSource.events"},"timestamp":{"$ref":"#/definitions/sli.cloudwatchSource.timestamp"},"age":{"$ref":"#/definitions/sli.cloudwatchSource.age"},"statistic":{"$ref":"#/definitions/sli.cloudwatchSource.statistic"},"unit":{"$ref":"#/definitions/sli.cloudwatchSource.unit"}}};
const schema48 = {"type":"string"};
const schema53 = {"type":"string"};
const schema54 = {"type":"string"};
const schema56 = {"type":"string"};
const schema57 = {"type":"string"};
const schema58 = {"type":"string"};
const schema49 = {"type":"object","propertyNames":{},"additionalProperties":{"type":"string"}};

function validate62(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(typeof data[key0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate62.errors = vErrors;
return errors === 0;
}

const schema50 = {"type":["string","array"],"items":{"type":"string"},"minItems":1};

function validate64(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(Array.isArray(data)))){
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: schema50.type}});
errors++;
}
if(Array.isArray(data)){
if(data.length < 1){
vErrors = put(vErrors, {instancePath,keyword:"minItems",params:{limit: 1}});
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(typeof data[i0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
validate64.errors = vErrors;
return errors === 0;
}

const schema51 = {"type":["string","array"],"items":{"type":"string"},"minItems":1};

function validate66(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(Array.isArray(data)))){
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: schema51.type}});
errors++;
}
if(Array.isArray(data)){
if(data.length < 1){
vErrors = put(vErrors, {instancePath,keyword:"minItems",params:{limit: 1}});
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(typeof data[i0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
validate66.errors = vErrors;
return errors === 0;
}

const schema52 = {"type":["string","array"],"items":{"type":"string"},"minItems":1};

function validate68(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(Array.isArray(data)))){
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: schema52.type}});
errors++;
}
if(Array.isArray(data)){
if(data.length < 1){
vErrors = put(vErrors, {instancePath,keyword:"minItems",params:{limit: 1}});
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(typeof data[i0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
validate68.errors = vErrors;
return errors === 0;
}

const schema55 = {"type":["string","array"],"items":{"type":"string"},"minItems":1};

function validate70(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(Array.isArray(data)))){
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: schema55.type}});
errors++;
}
if(Array.isArray(data)){
if(data.length < 1){
vErrors = put(vErrors, {instancePath,keyword:"minItems",params:{limit: 1}});
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(typeof data[i0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
validate70.errors = vErrors;
return errors === 0;
}

const schema59 = {"enum":["s","ms","us","ns"],"type":"string"};

function validate72(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "string"}});
errors++;
}
if(!((((data === "s") || (data === "ms")) || (data === "us")) || (data === "ns"))){
vErrors = put(vErrors, {instancePath,keyword:"enum",params:{allowedValues: schema59.enum}});
errors++;
}
validate72.errors = vErrors;
return errors === 0;
}


function validate61(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(func0.call(schema47.properties, key0))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.namespace !== undefined && func0.call(data, "namespace")){
if(typeof data.namespace !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/namespace",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.dimensions !== undefined && func0.call(data, "dimensions")){
if(!(validate62(data.dimensions, {instancePath:instancePath+"/dimensions",parentData:data,parentDataProperty:"dimensions",rootData}))){
vErrors = join(vErrors, validate62.errors);
errors = vErrors.length;
}
}
if(data.total !== undefined && func0.call(data, "total")){
if(!(validate64(data.total, {instancePath:instancePath+"/total",parentData:data,parentDataProperty:"total",rootData}))){
vErrors = join(vErrors, validate64.errors);
errors = vErrors.length;
}
}
if(data.good !== undefined && func0.call(data, "good")){
if(!(validate66(data.good, {instancePath:instancePath+"/good",parentData:data,parentDataProperty:"good",rootData}))){
vErrors = join(vErrors, validate66.errors);
errors = vErrors.length;
}
}
if(data.bad !== undefined && func0.call(data, "bad")){
if(!(validate68(data.bad, {instancePath:instancePath+"/bad",parentData:data,parentDataProperty:"bad",rootData}))){
vErrors = join(vErrors, validate68.errors);
errors = vErrors.length;
}
}
if(data.gauge !== undefined && func0.call(data, "gauge")){
if(typeof data.gauge !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/gauge",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.duration !== undefined && func0.call(data, "duration")){
if(typeof data.duration !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/duration",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.events !== undefined && func0.call(data, "events")){
if(!(validate70(data.events, {instancePath:instancePath+"/events",parentData:data,parentDataProperty:"events",rootData}))){
vErrors = join(vErrors, validate70.errors);
errors = vErrors.length;
}
}
if(data.timestamp !== undefined && func0.call(data, "timestamp")){
if(typeof data.timestamp !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/timestamp",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.age !== undefined && func0.call(data, "age")){
if(typeof data.age !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/age",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.statistic !== undefined && func0.call(data, "statistic")){
if(typeof data.statistic !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/statistic",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.unit !== undefined && func0.call(data, "unit")){
if(!(validate72(data.unit, {instancePath:instancePath+"/unit",parentData:data,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate72.errors);
errors = vErrors.length;
}
}
if(((((((((((((((((Object.prototype.hasOwnProperty.call(data, "good")) || (Object.prototype.hasOwnProperty.call(data, "bad"))) && (Object.prototype.hasOwnProperty.call(data, "duration"))) || (((Object.prototype.hasOwnProperty.call(data, "good")) || (Object.prototype.hasOwnProperty.call(data, "bad"))) && (Object.prototype.hasOwnProperty.call(data, "gauge")))) || (((Object.prototype.hasOwnProperty.call(data, "good")) || (Object.prototype.hasOwnProperty.call(data, "bad"))) && (Object.prototype.hasOwnProperty.call(data, "events")))) || (((Object.prototype.hasOwnProperty.call(data, "good")) || (Object.prototype.hasOwnProperty.call(data, "bad"))) && (Object.prototype.hasOwnProperty.call(data, "timestamp")))) || (((Object.prototype.hasOwnProperty.call(data, "good")) || (Object.prototype.hasOwnProperty.call(data, "bad"))) && (Object.prototype.hasOwnProperty.call(data, "age")))) || ((Object.prototype.hasOwnProperty.call(data, "duration")) && (Object.prototype.hasOwnProperty.call(data, "gauge")))) || ((Object.prototype.hasOwnProperty.call(data, "duration")) && (Object.prototype.hasOwnProperty.call(data, "events")))) || ((Object.prototype.hasOwnProperty.call(data, "duration")) && (Object.prototype.hasOwnProperty.call(data, "timestamp")))) || ((Object.prototype.hasOwnProperty.call(data, "duration")) && (Object.prototype.hasOwnProperty.call(data, "age")))) || ((Object.prototype.hasOwnProperty.call(data, "gauge")) && (Object.prototype.hasOwnProperty.call(data, "events")))) || ((Object.prototype.hasOwnProperty.call(data, "gauge")) && (Object.prototype.hasOwnProperty.call(data, "timestamp")))) || ((Object.prototype.hasOwnProperty.call(data, "gauge")) && (Object.prototype.hasOwnProperty.call(data, "age")))) || ((Object.prototype.hasOwnProperty.call(data, "events")) && (Object.prototype.hasOwnProperty.call(data, "timestamp")))) || ((Object.prototype.hasOwnProperty.call(data, "events")) && (Object.prototype.hasOwnProperty.call(data, "age")))) || ((Object.prototype.hasOwnProperty.call(data, "timestamp")) && (Object.prototype.hasOwnProperty.call(data, "age")))){
vErrors = put(vErrors, {instancePath,keyword:"x-exclusive",params:{"of":[["good","bad"],["duration"],["gauge"],["events"],["timestamp"],["age"]]}});
errors++;
}
if(((((((((((Object.prototype.hasOwnProperty.call(data, "total")) && (Object.prototype.hasOwnProperty.call(data, "gauge"))) || ((Object.prototype.hasOwnProperty.call(data, "total")) && (Object.prototype.hasOwnProperty.call(data, "events")))) || ((Object.prototype.hasOwnProperty.call(data, "total")) && (Object.prototype.hasOwnProperty.call(data, "timestamp")))) || ((Object.prototype.hasOwnProperty.call(data, "total")) && (Object.prototype.hasOwnProperty.call(data, "age")))) || ((Object.prototype.hasOwnProperty.call(data, "gauge")) && (Object.prototype.hasOwnProperty.call(data, "events")))) || ((Object.prototype.hasOwnProperty.call(data, "gauge")) && (Object.prototype.hasOwnProperty.call(data, "timestamp")))) || ((Object.prototype.hasOwnProperty.call(data, "gauge")) && (Object.prototype.hasOwnProperty.call(data, "age")))) || ((Object.prototype.hasOwnProperty.call(data, "events")) && (Object.prototype.hasOwnProperty.call(data, "timestamp")))) || ((Object.prototype.hasOwnProperty.call(data, "events")) && (Object.prototype.hasOwnProperty.call(data, "age")))) || ((Object.prototype.hasOwnProperty.call(data, "timestamp")) && (Object.prototype.hasOwnProperty.call(data, "age")))){
vErrors = put(vErrors, {instancePath,keyword:"x-exclusive",params:{"of":[["total"],["gauge"],["events"],["timestamp"],["age"]]}});
errors++;
}
if((Object.prototype.hasOwnProperty.call(data, "total")) && ((Object.prototype.hasOwnProperty.call(data, "good")) && (Object.prototype.hasOwnProperty.call(data, "bad")))){
vErrors = put(vErrors, {instancePath,keyword:"x-exclusive",params:{"of":[["good"],["bad"]],"given":"total"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate61.errors = vErrors;
return errors === 0;
}


function validate42(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(func0.call(schema27.properties, key0))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}});
errors++;
}
if(!(((((((data0 === "availability") || (data0 === "correctness")) || (data0 === "error-rate")) || (data0 === "latency")) || (data0 === "throughput")) || (data0 === "freshness")) || (data0 === "custom"))){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"enum",params:{allowedValues: schema27.properties.type.enum}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.groupBy !== undefined && func0.call(data, "groupBy")){
if(!(validate43(data.groupBy, {instancePath:instancePath+"/groupBy",parentData:data,parentDataProperty:"groupBy",rootData}))){
vErrors = join(vErrors, validate43.errors);
errors = vErrors.length;
}
}
if(data.match !== undefined && func0.call(data, "match")){
if(!(validate45(data.match, {instancePath:instancePath+"/match",parentData:data,parentDataProperty:"match",rootData}))){
vErrors = join(vErrors, validate45.errors);
errors = vErrors.length;
}
}
if(data.threshold !== undefined && func0.call(data, "threshold")){
if(typeof data.threshold !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/threshold",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.maxAge !== undefined && func0.call(data, "maxAge")){
if(typeof data.maxAge !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/maxAge",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.atLeast !== undefined && func0.call(data, "atLeast")){
let data6 = data.atLeast;
if((!((typeof data6 == "number") && (isFinite(data6)))) && (typeof data6 !== "string")){
vErrors = put(vErrors, {instancePath:instancePath+"/atLeast",keyword:"type",params:{type: schema27.properties.atLeast.type}});
errors++;
}
}
if(data.atMost !== undefined && func0.call(data, "atMost")){
if(!(validate47(data.atMost, {instancePath:instancePath+"/atMost",parentData:data,parentDataProperty:"atMost",rootData}))){
vErrors = join(vErrors, validate47.errors);
errors = vErrors.length;
}
}
if(data.prometheus !== undefined && func0.call(data, "prometheus")){
if(!(validate49(data.prometheus, {instancePath:instancePath+"/prometheus",parentData:data,parentDataProperty:"prometheus",rootData}))){
vErrors = join(vErrors, validate49.errors);
errors = vErrors.length;
}
}
if(data.cloudwatch !== undefined && func0.call(data, "cloudwatch")){
if(!(validate61(data.cloudwatch, {instancePath:instancePath+"/cloudwatch",parentData:data,parentDataProperty:"cloudwatch",rootData}))){
vErrors = join(vErrors, validate61.errors);
errors = vErrors.length;
}
}
if((Object.prototype.hasOwnProperty.call(data, "atLeast")) && (Object.prototype.hasOwnProperty.call(data, "atMost"))){
vErrors = put(vErrors, {instancePath,keyword:"x-exclusive",params:{"of":[["atLeast"],["atMost"]]}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate42.errors = vErrors;
return errors === 0;
}


function validate41(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(validate42(data[key0], {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key0,rootData}))){
vErrors = join(vErrors, validate42.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate41.errors = vErrors;
return errors === 0;
}

const schema60 = {"type":["string","object"],"additionalProperties":false,"properties":{"calendar":{"type":"string"},"timezone":{"type":"string"},"from":{"type":"string"}}};

function validate77(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: schema60.type}});
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(((key0 === "calendar") || (key0 === "timezone")) || (key0 === "from"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.calendar !== undefined && func0.call(data, "calendar")){
if(typeof data.calendar !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/calendar",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.timezone !== undefined && func0.call(data, "timezone")){
if(typeof data.timezone !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/timezone",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.from !== undefined && func0.call(data, "from")){
if(typeof data.from !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/from",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
validate77.errors = vErrors;
return errors === 0;
}

const schema61 = {"type":"object","additionalProperties":false,"properties":{"minimumErrors":{"type":"integer","minimum":0},"name":{"type":"string"},"summary":{"type":"string"},"labels":{"$ref":"#/definitions/common.labels"},"annotations":{"$ref":"#/definitions/common.annotations"},"page":{"$ref":"#/definitions/slo.severityAlerting"},"ticket":{"$ref":"#/definitions/slo.severityAlerting"},"info":{"$ref":"#/definitions/slo.severityAlerting"}}};

function validate80(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(typeof data[key0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate80.errors = vErrors;
return errors === 0;
}

const schema63 = {"type":"object","propertyNames":{},"additionalProperties":{"type":"string"}};

function validate82(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(typeof data[key0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate82.errors = vErrors;
return errors === 0;
}

const schema64 = {"type":"object","additionalProperties":false,"properties":{"burns":{"type":"array","items":{"$ref":"#/definitions/slo.burn"},"maxItems":50},"budgetLeft":{"$ref":"#/definitions/common.percentage"},"noData":{"$ref":"#/definitions/common.duration"},"notify":{"$ref":"#/definitions/common.namesOrName"},"labels":{"$ref":"#/definitions/common.labels"},"annotations":{"$ref":"#/definitions/common.annotations"}}};
const schema66 = {"type":"string"};
const schema65 = {"type":"object","required":["within"],"x-exclusive":[{"of":[["spend"],["burnRate"]]}],"x-needs":[{"any":[["spend"],["burnRate"]],"say":"`spend` or `burnRate`"}],"additionalProperties":false,"properties":{"spend":{"$ref":"#/definitions/common.percentage"},"burnRate":{"type":"number","exclusiveMinimum":0},"within":{"$ref":"#/definitions/common.duration"},"short":{"$ref":"#/definitions/common.duration"}}};

function validate85(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.within === undefined) || (!(func0.call(data, "within")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "within"}});
errors++;
}
for(const key0 of Object.keys(data)){
if(!((((key0 === "spend") || (key0 === "burnRate")) || (key0 === "within")) || (key0 === "short"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.spend !== undefined && func0.call(data, "spend")){
if(typeof data.spend !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/spend",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.burnRate !== undefined && func0.call(data, "burnRate")){
let data1 = data.burnRate;
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 <= 0 || isNaN(data1)){
vErrors = put(vErrors, {instancePath:instancePath+"/burnRate",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/burnRate",keyword:"type",params:{type: "number"}});
errors++;
}
}
if(data.within !== undefined && func0.call(data, "within")){
if(typeof data.within !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/within",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.short !== undefined && func0.call(data, "short")){
if(typeof data.short !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/short",keyword:"type",params:{type: "string"}});
errors++;
}
}
if((Object.prototype.hasOwnProperty.call(data, "spend")) && (Object.prototype.hasOwnProperty.call(data, "burnRate"))){
vErrors = put(vErrors, {instancePath,keyword:"x-exclusive",params:{"of":[["spend"],["burnRate"]]}});
errors++;
}
if(!((Object.prototype.hasOwnProperty.call(data, "spend")) || (Object.prototype.hasOwnProperty.call(data, "burnRate")))){
vErrors = put(vErrors, {instancePath,keyword:"x-needs",params:{say: "`spend` or `burnRate`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate85.errors = vErrors;
return errors === 0;
}

const schema71 = {"type":["string","array"],"items":{"type":"string"},"minItems":1};

function validate87(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(Array.isArray(data)))){
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: schema71.type}});
errors++;
}
if(Array.isArray(data)){
if(data.length < 1){
vErrors = put(vErrors, {instancePath,keyword:"minItems",params:{limit: 1}});
errors++;
}
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
if(typeof data[i0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
validate87.errors = vErrors;
return errors === 0;
}


function validate84(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!((((((key0 === "burns") || (key0 === "budgetLeft")) || (key0 === "noData")) || (key0 === "notify")) || (key0 === "labels")) || (key0 === "annotations"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.burns !== undefined && func0.call(data, "burns")){
let data0 = data.burns;
if(Array.isArray(data0)){
if(data0.length > 50){
vErrors = put(vErrors, {instancePath:instancePath+"/burns",keyword:"maxItems",params:{limit: 50}});
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(!(validate85(data0[i0], {instancePath:instancePath+"/burns/" + i0,parentData:data0,parentDataProperty:i0,rootData}))){
vErrors = join(vErrors, validate85.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/burns",keyword:"type",params:{type: "array"}});
errors++;
}
}
if(data.budgetLeft !== undefined && func0.call(data, "budgetLeft")){
if(typeof data.budgetLeft !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/budgetLeft",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.noData !== undefined && func0.call(data, "noData")){
if(typeof data.noData !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/noData",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.notify !== undefined && func0.call(data, "notify")){
if(!(validate87(data.notify, {instancePath:instancePath+"/notify",parentData:data,parentDataProperty:"notify",rootData}))){
vErrors = join(vErrors, validate87.errors);
errors = vErrors.length;
}
}
if(data.labels !== undefined && func0.call(data, "labels")){
if(!(validate80(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate80.errors);
errors = vErrors.length;
}
}
if(data.annotations !== undefined && func0.call(data, "annotations")){
if(!(validate82(data.annotations, {instancePath:instancePath+"/annotations",parentData:data,parentDataProperty:"annotations",rootData}))){
vErrors = join(vErrors, validate82.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate84.errors = vErrors;
return errors === 0;
}


function validate79(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!((((((((key0 === "minimumErrors") || (key0 === "name")) || (key0 === "summary")) || (key0 === "labels")) || (key0 === "annotations")) || (key0 === "page")) || (key0 === "ticket")) || (key0 === "info"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.minimumErrors !== undefined && func0.call(data, "minimumErrors")){
let data0 = data.minimumErrors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
vErrors = put(vErrors, {instancePath:instancePath+"/minimumErrors",keyword:"type",params:{type: "integer"}});
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 < 0 || isNaN(data0)){
vErrors = put(vErrors, {instancePath:instancePath+"/minimumErrors",keyword:"minimum",params:{comparison: ">=", limit: 0}});
errors++;
}
}
}
if(data.name !== undefined && func0.call(data, "name")){
if(typeof data.name !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/name",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.summary !== undefined && func0.call(data, "summary")){
if(typeof data.summary !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/summary",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.labels !== undefined && func0.call(data, "labels")){
if(!(validate80(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate80.errors);
errors = vErrors.length;
}
}
if(data.annotations !== undefined && func0.call(data, "annotations")){
if(!(validate82(data.annotations, {instancePath:instancePath+"/annotations",parentData:data,parentDataProperty:"annotations",rootData}))){
vErrors = join(vErrors, validate82.errors);
errors = vErrors.length;
}
}
if(data.page !== undefined && func0.call(data, "page")){
if(!(validate84(data.page, {instancePath:instancePath+"/page",parentData:data,parentDataProperty:"page",rootData}))){
vErrors = join(vErrors, validate84.errors);
errors = vErrors.length;
}
}
if(data.ticket !== undefined && func0.call(data, "ticket")){
if(!(validate84(data.ticket, {instancePath:instancePath+"/ticket",parentData:data,parentDataProperty:"ticket",rootData}))){
vErrors = join(vErrors, validate84.errors);
errors = vErrors.length;
}
}
if(data.info !== undefined && func0.call(data, "info")){
if(!(validate84(data.info, {instancePath:instancePath+"/info",parentData:data,parentDataProperty:"info",rootData}))){
vErrors = join(vErrors, validate84.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate79.errors = vErrors;
return errors === 0;
}

const schema72 = {"type":"object","propertyNames":{},"additionalProperties":{"$ref":"#/definitions/slo.slo"}};
const schema73 = {"type":["string","object"],"additionalProperties":false,"x-exclusive":[{"of":[["sli"],["of","combine"]]}],"properties":{"description":{"type":"string"},"sli":{"$ref":"#/definitions/common.name"},"of":{"type":["array","object"],"minItems":1,"minProperties":1,"items":{"$ref":"#/definitions/common.reference"},"additionalProperties":{"type":"number","exclusiveMinimum":0}},"combine":{"enum":["product","worst","mean"],"type":"string"},"objective":{"$ref":"#/definitions/common.objective"},"window":{"$ref":"#/definitions/common.window"},"alerting":{"$ref":"#/definitions/slo.alerting"},"slices":{"type":"object","additionalProperties":false,"properties":{"of":{"$ref":"#/definitions/common.duration"},"atLeast":{"$ref":"#/definitions/common.percentage"}}},"links":{"$ref":"#/definitions/common.links"}}};
const schema76 = {"type":"string"};

function validate97(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: schema60.type}});
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(((key0 === "calendar") || (key0 === "timezone")) || (key0 === "from"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.calendar !== undefined && func0.call(data, "calendar")){
if(typeof data.calendar !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/calendar",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.timezone !== undefined && func0.call(data, "timezone")){
if(typeof data.timezone !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/timezone",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.from !== undefined && func0.call(data, "from")){
if(typeof data.from !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/from",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
validate97.errors = vErrors;
return errors === 0;
}


function validate99(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!((((((((key0 === "minimumErrors") || (key0 === "name")) || (key0 === "summary")) || (key0 === "labels")) || (key0 === "annotations")) || (key0 === "page")) || (key0 === "ticket")) || (key0 === "info"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.minimumErrors !== undefined && func0.call(data, "minimumErrors")){
let data0 = data.minimumErrors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
vErrors = put(vErrors, {instancePath:instancePath+"/minimumErrors",keyword:"type",params:{type: "integer"}});
errors++;
}
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 < 0 || isNaN(data0)){
vErrors = put(vErrors, {instancePath:instancePath+"/minimumErrors",keyword:"minimum",params:{comparison: ">=", limit: 0}});
errors++;
}
}
}
if(data.name !== undefined && func0.call(data, "name")){
if(typeof data.name !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/name",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.summary !== undefined && func0.call(data, "summary")){
if(typeof data.summary !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/summary",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.labels !== undefined && func0.call(data, "labels")){
if(!(validate80(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate80.errors);
errors = vErrors.length;
}
}
if(data.annotations !== undefined && func0.call(data, "annotations")){
if(!(validate82(data.annotations, {instancePath:instancePath+"/annotations",parentData:data,parentDataProperty:"annotations",rootData}))){
vErrors = join(vErrors, validate82.errors);
errors = vErrors.length;
}
}
if(data.page !== undefined && func0.call(data, "page")){
if(!(validate84(data.page, {instancePath:instancePath+"/page",parentData:data,parentDataProperty:"page",rootData}))){
vErrors = join(vErrors, validate84.errors);
errors = vErrors.length;
}
}
if(data.ticket !== undefined && func0.call(data, "ticket")){
if(!(validate84(data.ticket, {instancePath:instancePath+"/ticket",parentData:data,parentDataProperty:"ticket",rootData}))){
vErrors = join(vErrors, validate84.errors);
errors = vErrors.length;
}
}
if(data.info !== undefined && func0.call(data, "info")){
if(!(validate84(data.info, {instancePath:instancePath+"/info",parentData:data,parentDataProperty:"info",rootData}))){
vErrors = join(vErrors, validate84.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate99.errors = vErrors;
return errors === 0;
}


function validate106(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!((key0 === "runbook") || (key0 === "repository"))){
if(typeof data[key0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"}});
errors++;
}
}
}
if(data.runbook !== undefined && func0.call(data, "runbook")){
if(typeof data.runbook !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/runbook",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.repository !== undefined && func0.call(data, "repository")){
if(typeof data.repository !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/repository",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate106.errors = vErrors;
return errors === 0;
}


function validate96(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: schema73.type}});
errors++;
}
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(func0.call(schema73.properties, key0))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.sli !== undefined && func0.call(data, "sli")){
if(typeof data.sli !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/sli",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.of !== undefined && func0.call(data, "of")){
let data2 = data.of;
if(!data2 || typeof data2 != "object"){
vErrors = put(vErrors, {instancePath:instancePath+"/of",keyword:"type",params:{type: schema73.properties.of.type}});
errors++;
}
if(Array.isArray(data2)){
if(data2.length < 1){
vErrors = put(vErrors, {instancePath:instancePath+"/of",keyword:"minItems",params:{limit: 1}});
errors++;
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
if(typeof data2[i0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/of/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(Object.keys(data2).length < 1){
vErrors = put(vErrors, {instancePath:instancePath+"/of",keyword:"minProperties",params:{limit: 1}});
errors++;
}
for(const key1 of Object.keys(data2)){
let data4 = data2[key1];
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 <= 0 || isNaN(data4)){
vErrors = put(vErrors, {instancePath:instancePath+"/of/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/of/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "number"}});
errors++;
}
}
}
}
if(data.combine !== undefined && func0.call(data, "combine")){
let data5 = data.combine;
if(typeof data5 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/combine",keyword:"type",params:{type: "string"}});
errors++;
}
if(!(((data5 === "product") || (data5 === "worst")) || (data5 === "mean"))){
vErrors = put(vErrors, {instancePath:instancePath+"/combine",keyword:"enum",params:{allowedValues: schema73.properties.combine.enum}});
errors++;
}
}
if(data.objective !== undefined && func0.call(data, "objective")){
if(typeof data.objective !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/objective",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.window !== undefined && func0.call(data, "window")){
if(!(validate97(data.window, {instancePath:instancePath+"/window",parentData:data,parentDataProperty:"window",rootData}))){
vErrors = join(vErrors, validate97.errors);
errors = vErrors.length;
}
}
if(data.alerting !== undefined && func0.call(data, "alerting")){
if(!(validate99(data.alerting, {instancePath:instancePath+"/alerting",parentData:data,parentDataProperty:"alerting",rootData}))){
vErrors = join(vErrors, validate99.errors);
errors = vErrors.length;
}
}
if(data.slices !== undefined && func0.call(data, "slices")){
let data9 = data.slices;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key2 of Object.keys(data9)){
if(!((key2 === "of") || (key2 === "atLeast"))){
vErrors = put(vErrors, {instancePath:instancePath+"/slices",keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
if(data9.of !== undefined && func0.call(data9, "of")){
if(typeof data9.of !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/slices/of",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data9.atLeast !== undefined && func0.call(data9, "atLeast")){
if(typeof data9.atLeast !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/slices/atLeast",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/slices",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.links !== undefined && func0.call(data, "links")){
if(!(validate106(data.links, {instancePath:instancePath+"/links",parentData:data,parentDataProperty:"links",rootData}))){
vErrors = join(vErrors, validate106.errors);
errors = vErrors.length;
}
}
if((Object.prototype.hasOwnProperty.call(data, "sli")) && ((Object.prototype.hasOwnProperty.call(data, "of")) || (Object.prototype.hasOwnProperty.call(data, "combine")))){
vErrors = put(vErrors, {instancePath,keyword:"x-exclusive",params:{"of":[["sli"],["of","combine"]]}});
errors++;
}
}
validate96.errors = vErrors;
return errors === 0;
}


function validate95(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(validate96(data[key0], {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key0,rootData}))){
vErrors = join(vErrors, validate96.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate95.errors = vErrors;
return errors === 0;
}

const schema82 = {"type":"object","additionalProperties":false,"properties":{"description":{"type":"string"},"guarantees":{"type":"object","propertyNames":{},"additionalProperties":{"type":"object","additionalProperties":false,"properties":{"atLeast":{"$ref":"#/definitions/common.percentage"},"per":{"enum":["week","month","quarter","year"],"type":"string"}}}},"credits":{"type":"array","items":{"type":"object","required":["below","credit"],"additionalProperties":false,"properties":{"below":{"$ref":"#/definitions/common.percentage"},"credit":{"$ref":"#/definitions/common.percentage"}}}},"support":{"type":"object","propertyNames":{},"additionalProperties":{"type":"object","additionalProperties":false,"properties":{"description":{"type":"string"},"respond":{"$ref":"#/definitions/common.duration"},"resolve":{"$ref":"#/definitions/common.duration"},"hours":{"$ref":"#/definitions/common.name"}}}},"exclusions":{"type":"array","items":{"type":"string"}}}};

function validate110(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(((((key0 === "description") || (key0 === "guarantees")) || (key0 === "credits")) || (key0 === "support")) || (key0 === "exclusions"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.guarantees !== undefined && func0.call(data, "guarantees")){
let data1 = data.guarantees;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key1 of Object.keys(data1)){
let data2 = data1[key1];
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key2 of Object.keys(data2)){
if(!((key2 === "atLeast") || (key2 === "per"))){
vErrors = put(vErrors, {instancePath:instancePath+"/guarantees/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
if(data2.atLeast !== undefined && func0.call(data2, "atLeast")){
if(typeof data2.atLeast !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/guarantees/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/atLeast",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data2.per !== undefined && func0.call(data2, "per")){
let data4 = data2.per;
if(typeof data4 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/guarantees/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/per",keyword:"type",params:{type: "string"}});
errors++;
}
if(!((((data4 === "week") || (data4 === "month")) || (data4 === "quarter")) || (data4 === "year"))){
vErrors = put(vErrors, {instancePath:instancePath+"/guarantees/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/per",keyword:"enum",params:{allowedValues: schema82.properties.guarantees.additionalProperties.properties.per.enum}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/guarantees/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/guarantees",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.credits !== undefined && func0.call(data, "credits")){
let data5 = data.credits;
if(Array.isArray(data5)){
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if((data6.below === undefined) || (!(func0.call(data6, "below")))){
vErrors = put(vErrors, {instancePath:instancePath+"/credits/" + i0,keyword:"required",params:{missingProperty: "below"}});
errors++;
}
if((data6.credit === undefined) || (!(func0.call(data6, "credit")))){
vErrors = put(vErrors, {instancePath:instancePath+"/credits/" + i0,keyword:"required",params:{missingProperty: "credit"}});
errors++;
}
for(const key3 of Object.keys(data6)){
if(!((key3 === "below") || (key3 === "credit"))){
vErrors = put(vErrors, {instancePath:instancePath+"/credits/" + i0,keyword:"additionalProperties",params:{additionalProperty: key3}});
errors++;
}
}
if(data6.below !== undefined && func0.call(data6, "below")){
if(typeof data6.below !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/credits/" + i0+"/below",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data6.credit !== undefined && func0.call(data6, "credit")){
if(typeof data6.credit !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/credits/" + i0+"/credit",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/credits/" + i0,keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/credits",keyword:"type",params:{type: "array"}});
errors++;
}
}
if(data.support !== undefined && func0.call(data, "support")){
let data9 = data.support;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key4 of Object.keys(data9)){
let data10 = data9[key4];
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
for(const key5 of Object.keys(data10)){
if(!((((key5 === "description") || (key5 === "respond")) || (key5 === "resolve")) || (key5 === "hours"))){
vErrors = put(vErrors, {instancePath:instancePath+"/support/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"additionalProperties",params:{additionalProperty: key5}});
errors++;
}
}
if(data10.description !== undefined && func0.call(data10, "description")){
if(typeof data10.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/support/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data10.respond !== undefined && func0.call(data10, "respond")){
if(typeof data10.respond !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/support/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/respond",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data10.resolve !== undefined && func0.call(data10, "resolve")){
if(typeof data10.resolve !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/support/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/resolve",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data10.hours !== undefined && func0.call(data10, "hours")){
if(typeof data10.hours !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/support/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/hours",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/support/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/support",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.exclusions !== undefined && func0.call(data, "exclusions")){
let data15 = data.exclusions;
if(Array.isArray(data15)){
const len1 = data15.length;
for(let i1=0; i1<len1; i1++){
if(typeof data15[i1] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/exclusions/" + i1,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/exclusions",keyword:"type",params:{type: "array"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate110.errors = vErrors;
return errors === 0;
}

const schema89 = {"type":"object","propertyNames":{},"additionalProperties":{"$ref":"#/definitions/agreements.maintenance"}};
const schema90 = {"type":"object","x-exclusive":[{"of":[["schedule","for","timezone"],["from","to"]]}],"additionalProperties":false,"properties":{"description":{"type":"string"},"schedule":{"type":"string"},"for":{"$ref":"#/definitions/common.duration"},"timezone":{"type":"string"},"from":{"type":"string"},"to":{"type":"string"},"excluded":{"type":"boolean"}}};

function validate113(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(((((((key0 === "description") || (key0 === "schedule")) || (key0 === "for")) || (key0 === "timezone")) || (key0 === "from")) || (key0 === "to")) || (key0 === "excluded"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.schedule !== undefined && func0.call(data, "schedule")){
if(typeof data.schedule !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/schedule",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.for !== undefined && func0.call(data, "for")){
if(typeof data.for !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/for",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.timezone !== undefined && func0.call(data, "timezone")){
if(typeof data.timezone !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/timezone",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.from !== undefined && func0.call(data, "from")){
if(typeof data.from !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/from",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.to !== undefined && func0.call(data, "to")){
if(typeof data.to !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/to",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.excluded !== undefined && func0.call(data, "excluded")){
if(typeof data.excluded !== "boolean"){
vErrors = put(vErrors, {instancePath:instancePath+"/excluded",keyword:"type",params:{type: "boolean"}});
errors++;
}
}
if((((Object.prototype.hasOwnProperty.call(data, "schedule")) || (Object.prototype.hasOwnProperty.call(data, "for"))) || (Object.prototype.hasOwnProperty.call(data, "timezone"))) && ((Object.prototype.hasOwnProperty.call(data, "from")) || (Object.prototype.hasOwnProperty.call(data, "to")))){
vErrors = put(vErrors, {instancePath,keyword:"x-exclusive",params:{"of":[["schedule","for","timezone"],["from","to"]]}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate113.errors = vErrors;
return errors === 0;
}


function validate112(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(validate113(data[key0], {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key0,rootData}))){
vErrors = join(vErrors, validate113.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate112.errors = vErrors;
return errors === 0;
}

const schema92 = {"type":"object","propertyNames":{},"additionalProperties":{"$ref":"#/definitions/agreements.correction"}};
const schema93 = {"type":"object","additionalProperties":false,"properties":{"slo":{"$ref":"#/definitions/common.namesOrName"},"from":{"type":"string"},"to":{"type":"string"},"reason":{"type":"string"}}};

function validate117(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!((((key0 === "slo") || (key0 === "from")) || (key0 === "to")) || (key0 === "reason"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.slo !== undefined && func0.call(data, "slo")){
if(!(validate87(data.slo, {instancePath:instancePath+"/slo",parentData:data,parentDataProperty:"slo",rootData}))){
vErrors = join(vErrors, validate87.errors);
errors = vErrors.length;
}
}
if(data.from !== undefined && func0.call(data, "from")){
if(typeof data.from !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/from",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.to !== undefined && func0.call(data, "to")){
if(typeof data.to !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/to",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.reason !== undefined && func0.call(data, "reason")){
if(typeof data.reason !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/reason",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate117.errors = vErrors;
return errors === 0;
}


function validate116(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(validate117(data[key0], {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key0,rootData}))){
vErrors = join(vErrors, validate117.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate116.errors = vErrors;
return errors === 0;
}

const schema94 = {"type":"object","propertyNames":{},"additionalProperties":{"$ref":"#/definitions/alerts.alert"}};
const schema95 = {"type":"object","x-exclusive":[{"of":[["when"],["predict"],["cloudwatch"]]}],"additionalProperties":false,"properties":{"severity":{"$ref":"#/definitions/common.severity"},"when":{"$ref":"#/definitions/common.promql"},"predict":{"type":"object","x-exclusive":[{"of":[["below"],["above"]]}],"additionalProperties":false,"properties":{"value":{"$ref":"#/definitions/common.promql"},"over":{"$ref":"#/definitions/common.duration"},"within":{"$ref":"#/definitions/common.duration"},"below":{"$ref":"#/definitions/common.amount"},"above":{"$ref":"#/definitions/common.amount"}}},"cloudwatch":{"type":"object","x-exclusive":[{"of":[["below"],["above"]]}],"additionalProperties":false,"properties":{"namespace":{"type":"string"},"metric":{"type":"string"},"dimensions":{"type":"object","propertyNames":{},"additionalProperties":{"type":"string"}},"statistic":{"type":"string"},"period":{"$ref":"#/definitions/common.duration"},"above":{"$ref":"#/definitions/common.amount"},"below":{"$ref":"#/definitions/common.amount"}}},"for":{"$ref":"#/definitions/common.duration"},"keepFiringFor":{"$ref":"#/definitions/common.duration"},"summary":{"type":"string"},"description":{"type":"string"},"labels":{"$ref":"#/definitions/common.labels"},"annotations":{"$ref":"#/definitions/common.annotations"},"links":{"$ref":"#/definitions/common.links"},"notify":{"$ref":"#/definitions/common.namesOrName"}}};
const schema97 = {"type":"string"};
const schema96 = {"enum":["page","ticket","info"],"type":"string"};

function validate123(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(typeof data !== "string"){
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "string"}});
errors++;
}
if(!(((data === "page") || (data === "ticket")) || (data === "info"))){
vErrors = put(vErrors, {instancePath,keyword:"enum",params:{allowedValues: schema96.enum}});
errors++;
}
validate123.errors = vErrors;
return errors === 0;
}


function validate122(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(func0.call(schema95.properties, key0))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.severity !== undefined && func0.call(data, "severity")){
if(!(validate123(data.severity, {instancePath:instancePath+"/severity",parentData:data,parentDataProperty:"severity",rootData}))){
vErrors = join(vErrors, validate123.errors);
errors = vErrors.length;
}
}
if(data.when !== undefined && func0.call(data, "when")){
if(typeof data.when !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/when",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.predict !== undefined && func0.call(data, "predict")){
let data2 = data.predict;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key1 of Object.keys(data2)){
if(!(((((key1 === "value") || (key1 === "over")) || (key1 === "within")) || (key1 === "below")) || (key1 === "above"))){
vErrors = put(vErrors, {instancePath:instancePath+"/predict",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data2.value !== undefined && func0.call(data2, "value")){
if(typeof data2.value !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/predict/value",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data2.over !== undefined && func0.call(data2, "over")){
if(typeof data2.over !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/predict/over",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data2.within !== undefined && func0.call(data2, "within")){
if(typeof data2.within !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/predict/within",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data2.below !== undefined && func0.call(data2, "below")){
if(!(validate47(data2.below, {instancePath:instancePath+"/predict/below",parentData:data2,parentDataProperty:"below",rootData}))){
vErrors = join(vErrors, validate47.errors);
errors = vErrors.length;
}
}
if(data2.above !== undefined && func0.call(data2, "above")){
if(!(validate47(data2.above, {instancePath:instancePath+"/predict/above",parentData:data2,parentDataProperty:"above",rootData}))){
vErrors = join(vErrors, validate47.errors);
errors = vErrors.length;
}
}
if((Object.prototype.hasOwnProperty.call(data2, "below")) && (Object.prototype.hasOwnProperty.call(data2, "above"))){
vErrors = put(vErrors, {instancePath:instancePath+"/predict",keyword:"x-exclusive",params:{"of":[["below"],["above"]]}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/predict",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.cloudwatch !== undefined && func0.call(data, "cloudwatch")){
let data8 = data.cloudwatch;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key2 of Object.keys(data8)){
if(!(((((((key2 === "namespace") || (key2 === "metric")) || (key2 === "dimensions")) || (key2 === "statistic")) || (key2 === "period")) || (key2 === "above")) || (key2 === "below"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
if(data8.namespace !== undefined && func0.call(data8, "namespace")){
if(typeof data8.namespace !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/namespace",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data8.metric !== undefined && func0.call(data8, "metric")){
if(typeof data8.metric !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/metric",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data8.dimensions !== undefined && func0.call(data8, "dimensions")){
let data11 = data8.dimensions;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
for(const key3 of Object.keys(data11)){
if(typeof data11[key3] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/dimensions/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/dimensions",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data8.statistic !== undefined && func0.call(data8, "statistic")){
if(typeof data8.statistic !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/statistic",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data8.period !== undefined && func0.call(data8, "period")){
if(typeof data8.period !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/period",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data8.above !== undefined && func0.call(data8, "above")){
if(!(validate47(data8.above, {instancePath:instancePath+"/cloudwatch/above",parentData:data8,parentDataProperty:"above",rootData}))){
vErrors = join(vErrors, validate47.errors);
errors = vErrors.length;
}
}
if(data8.below !== undefined && func0.call(data8, "below")){
if(!(validate47(data8.below, {instancePath:instancePath+"/cloudwatch/below",parentData:data8,parentDataProperty:"below",rootData}))){
vErrors = join(vErrors, validate47.errors);
errors = vErrors.length;
}
}
if((Object.prototype.hasOwnProperty.call(data8, "below")) && (Object.prototype.hasOwnProperty.call(data8, "above"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-exclusive",params:{"of":[["below"],["above"]]}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.for !== undefined && func0.call(data, "for")){
if(typeof data.for !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/for",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.keepFiringFor !== undefined && func0.call(data, "keepFiringFor")){
if(typeof data.keepFiringFor !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/keepFiringFor",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.summary !== undefined && func0.call(data, "summary")){
if(typeof data.summary !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/summary",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.labels !== undefined && func0.call(data, "labels")){
if(!(validate80(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate80.errors);
errors = vErrors.length;
}
}
if(data.annotations !== undefined && func0.call(data, "annotations")){
if(!(validate82(data.annotations, {instancePath:instancePath+"/annotations",parentData:data,parentDataProperty:"annotations",rootData}))){
vErrors = join(vErrors, validate82.errors);
errors = vErrors.length;
}
}
if(data.links !== undefined && func0.call(data, "links")){
if(!(validate106(data.links, {instancePath:instancePath+"/links",parentData:data,parentDataProperty:"links",rootData}))){
vErrors = join(vErrors, validate106.errors);
errors = vErrors.length;
}
}
if(data.notify !== undefined && func0.call(data, "notify")){
if(!(validate87(data.notify, {instancePath:instancePath+"/notify",parentData:data,parentDataProperty:"notify",rootData}))){
vErrors = join(vErrors, validate87.errors);
errors = vErrors.length;
}
}
if((((Object.prototype.hasOwnProperty.call(data, "when")) && (Object.prototype.hasOwnProperty.call(data, "predict"))) || ((Object.prototype.hasOwnProperty.call(data, "when")) && (Object.prototype.hasOwnProperty.call(data, "cloudwatch")))) || ((Object.prototype.hasOwnProperty.call(data, "predict")) && (Object.prototype.hasOwnProperty.call(data, "cloudwatch")))){
vErrors = put(vErrors, {instancePath,keyword:"x-exclusive",params:{"of":[["when"],["predict"],["cloudwatch"]]}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate122.errors = vErrors;
return errors === 0;
}


function validate121(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(validate122(data[key0], {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key0,rootData}))){
vErrors = join(vErrors, validate122.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate121.errors = vErrors;
return errors === 0;
}

const schema104 = {"type":"object","propertyNames":{},"additionalProperties":{"$ref":"#/definitions/alerts.anomaly"}};
const schema105 = {"type":"object","x-exclusive":[{"of":[["value","cloudwatch","period","samples","sigma"],["features","contamination","train"]]},{"of":[["value"],["cloudwatch"]]},{"of":[["period"],["samples"]]}],"additionalProperties":false,"properties":{"method":{"enum":["seasonal","z-score","isolation-forest"],"type":"string"},"value":{"$ref":"#/definitions/common.promql"},"cloudwatch":{"type":"object","additionalProperties":false,"properties":{"namespace":{"type":"string"},"metric":{"type":"string"},"dimensions":{"type":"object","propertyNames":{},"additionalProperties":{"type":"string"}},"statistic":{"type":"string"},"period":{"$ref":"#/definitions/common.duration"}}},"period":{"$ref":"#/definitions/common.duration"},"samples":{"type":"integer","minimum":2},"sigma":{"type":"number","exclusiveMinimum":0},"features":{"type":"object","propertyNames":{},"additionalProperties":{"$ref":"#/definitions/common.promql"}},"contamination":{"$ref":"#/definitions/common.percentage"},"train":{"$ref":"#/definitions/common.duration"},"severity":{"$ref":"#/definitions/common.severity"},"for":{"$ref":"#/definitions/common.duration"},"summary":{"type":"string"},"description":{"type":"string"},"labels":{"$ref":"#/definitions/common.labels"},"annotations":{"$ref":"#/definitions/common.annotations"},"links":{"$ref":"#/definitions/common.links"},"notify":{"$ref":"#/definitions/common.namesOrName"}}};

function validate136(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(func0.call(schema105.properties, key0))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.method !== undefined && func0.call(data, "method")){
let data0 = data.method;
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/method",keyword:"type",params:{type: "string"}});
errors++;
}
if(!(((data0 === "seasonal") || (data0 === "z-score")) || (data0 === "isolation-forest"))){
vErrors = put(vErrors, {instancePath:instancePath+"/method",keyword:"enum",params:{allowedValues: schema105.properties.method.enum}});
errors++;
}
}
if(data.value !== undefined && func0.call(data, "value")){
if(typeof data.value !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/value",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.cloudwatch !== undefined && func0.call(data, "cloudwatch")){
let data2 = data.cloudwatch;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key1 of Object.keys(data2)){
if(!(((((key1 === "namespace") || (key1 === "metric")) || (key1 === "dimensions")) || (key1 === "statistic")) || (key1 === "period"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data2.namespace !== undefined && func0.call(data2, "namespace")){
if(typeof data2.namespace !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/namespace",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data2.metric !== undefined && func0.call(data2, "metric")){
if(typeof data2.metric !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/metric",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data2.dimensions !== undefined && func0.call(data2, "dimensions")){
let data5 = data2.dimensions;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key2 of Object.keys(data5)){
if(typeof data5[key2] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/dimensions/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/dimensions",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data2.statistic !== undefined && func0.call(data2, "statistic")){
if(typeof data2.statistic !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/statistic",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data2.period !== undefined && func0.call(data2, "period")){
if(typeof data2.period !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/period",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.period !== undefined && func0.call(data, "period")){
if(typeof data.period !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/period",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.samples !== undefined && func0.call(data, "samples")){
let data10 = data.samples;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
vErrors = put(vErrors, {instancePath:instancePath+"/samples",keyword:"type",params:{type: "integer"}});
errors++;
}
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 < 2 || isNaN(data10)){
vErrors = put(vErrors, {instancePath:instancePath+"/samples",keyword:"minimum",params:{comparison: ">=", limit: 2}});
errors++;
}
}
}
if(data.sigma !== undefined && func0.call(data, "sigma")){
let data11 = data.sigma;
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 <= 0 || isNaN(data11)){
vErrors = put(vErrors, {instancePath:instancePath+"/sigma",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/sigma",keyword:"type",params:{type: "number"}});
errors++;
}
}
if(data.features !== undefined && func0.call(data, "features")){
let data12 = data.features;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
for(const key3 of Object.keys(data12)){
if(typeof data12[key3] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/features/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/features",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.contamination !== undefined && func0.call(data, "contamination")){
if(typeof data.contamination !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/contamination",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.train !== undefined && func0.call(data, "train")){
if(typeof data.train !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/train",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.severity !== undefined && func0.call(data, "severity")){
if(!(validate123(data.severity, {instancePath:instancePath+"/severity",parentData:data,parentDataProperty:"severity",rootData}))){
vErrors = join(vErrors, validate123.errors);
errors = vErrors.length;
}
}
if(data.for !== undefined && func0.call(data, "for")){
if(typeof data.for !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/for",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.summary !== undefined && func0.call(data, "summary")){
if(typeof data.summary !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/summary",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.labels !== undefined && func0.call(data, "labels")){
if(!(validate80(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate80.errors);
errors = vErrors.length;
}
}
if(data.annotations !== undefined && func0.call(data, "annotations")){
if(!(validate82(data.annotations, {instancePath:instancePath+"/annotations",parentData:data,parentDataProperty:"annotations",rootData}))){
vErrors = join(vErrors, validate82.errors);
errors = vErrors.length;
}
}
if(data.links !== undefined && func0.call(data, "links")){
if(!(validate106(data.links, {instancePath:instancePath+"/links",parentData:data,parentDataProperty:"links",rootData}))){
vErrors = join(vErrors, validate106.errors);
errors = vErrors.length;
}
}
if(data.notify !== undefined && func0.call(data, "notify")){
if(!(validate87(data.notify, {instancePath:instancePath+"/notify",parentData:data,parentDataProperty:"notify",rootData}))){
vErrors = join(vErrors, validate87.errors);
errors = vErrors.length;
}
}
if((((((Object.prototype.hasOwnProperty.call(data, "value")) || (Object.prototype.hasOwnProperty.call(data, "cloudwatch"))) || (Object.prototype.hasOwnProperty.call(data, "period"))) || (Object.prototype.hasOwnProperty.call(data, "samples"))) || (Object.prototype.hasOwnProperty.call(data, "sigma"))) && (((Object.prototype.hasOwnProperty.call(data, "features")) || (Object.prototype.hasOwnProperty.call(data, "contamination"))) || (Object.prototype.hasOwnProperty.call(data, "train")))){
vErrors = put(vErrors, {instancePath,keyword:"x-exclusive",params:{"of":[["value","cloudwatch","period","samples","sigma"],["features","contamination","train"]]}});
errors++;
}
if((Object.prototype.hasOwnProperty.call(data, "value")) && (Object.prototype.hasOwnProperty.call(data, "cloudwatch"))){
vErrors = put(vErrors, {instancePath,keyword:"x-exclusive",params:{"of":[["value"],["cloudwatch"]]}});
errors++;
}
if((Object.prototype.hasOwnProperty.call(data, "period")) && (Object.prototype.hasOwnProperty.call(data, "samples"))){
vErrors = put(vErrors, {instancePath,keyword:"x-exclusive",params:{"of":[["period"],["samples"]]}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate136.errors = vErrors;
return errors === 0;
}


function validate135(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(validate136(data[key0], {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key0,rootData}))){
vErrors = join(vErrors, validate136.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate135.errors = vErrors;
return errors === 0;
}

const schema113 = {"type":"object","x-exclusive":[{"of":[["scrape"],["push"]]}],"additionalProperties":false,"properties":{"interval":{"$ref":"#/definitions/common.duration"},"scrape":{"type":"object","additionalProperties":false,"properties":{"port":{"type":["string","integer"],"minimum":1,"maximum":65535},"path":{"type":"string"},"scheme":{"enum":["http","https"],"type":"string"}}},"push":{"enum":["otlp","remote-write"],"type":"string"},"system":{"type":"array","uniqueItems":true,"items":{"type":"string","enum":["cpu","memory","disk","network","filesystem","load","paging","processes"]}},"declare":{"type":"object","propertyNames":{},"additionalProperties":{"$ref":"#/definitions/telemetry.declaredMetric"}},"record":{"type":"object","propertyNames":{},"additionalProperties":{"$ref":"#/definitions/common.promql"}},"destinations":{"type":"array","items":{"$ref":"#/definitions/common.name"}}}};
const schema115 = {"type":"object","additionalProperties":false,"properties":{"type":{"enum":["counter","gauge","histogram","summary"],"type":"string"},"help":{"type":"string"},"unit":{"type":"string"},"labels":{"type":"object","propertyNames":{},"additionalProperties":{"type":"integer","minimum":1}},"buckets":{"type":"array","items":{"type":["string","number"]},"minItems":1}}};

function validate145(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(((((key0 === "type") || (key0 === "help")) || (key0 === "unit")) || (key0 === "labels")) || (key0 === "buckets"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}});
errors++;
}
if(!((((data0 === "counter") || (data0 === "gauge")) || (data0 === "histogram")) || (data0 === "summary"))){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"enum",params:{allowedValues: schema115.properties.type.enum}});
errors++;
}
}
if(data.help !== undefined && func0.call(data, "help")){
if(typeof data.help !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/help",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.unit !== undefined && func0.call(data, "unit")){
if(typeof data.unit !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/unit",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.labels !== undefined && func0.call(data, "labels")){
let data3 = data.labels;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key1 of Object.keys(data3)){
let data4 = data3[key1];
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
vErrors = put(vErrors, {instancePath:instancePath+"/labels/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "integer"}});
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 1 || isNaN(data4)){
vErrors = put(vErrors, {instancePath:instancePath+"/labels/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"minimum",params:{comparison: ">=", limit: 1}});
errors++;
}
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/labels",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.buckets !== undefined && func0.call(data, "buckets")){
let data5 = data.buckets;
if(Array.isArray(data5)){
if(data5.length < 1){
vErrors = put(vErrors, {instancePath:instancePath+"/buckets",keyword:"minItems",params:{limit: 1}});
errors++;
}
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
if((typeof data6 !== "string") && (!((typeof data6 == "number") && (isFinite(data6))))){
vErrors = put(vErrors, {instancePath:instancePath+"/buckets/" + i0,keyword:"type",params:{type: schema115.properties.buckets.items.type}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/buckets",keyword:"type",params:{type: "array"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate145.errors = vErrors;
return errors === 0;
}


function validate144(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(((((((key0 === "interval") || (key0 === "scrape")) || (key0 === "push")) || (key0 === "system")) || (key0 === "declare")) || (key0 === "record")) || (key0 === "destinations"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.interval !== undefined && func0.call(data, "interval")){
if(typeof data.interval !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/interval",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.scrape !== undefined && func0.call(data, "scrape")){
let data1 = data.scrape;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key1 of Object.keys(data1)){
if(!(((key1 === "port") || (key1 === "path")) || (key1 === "scheme"))){
vErrors = put(vErrors, {instancePath:instancePath+"/scrape",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data1.port !== undefined && func0.call(data1, "port")){
let data2 = data1.port;
if((typeof data2 !== "string") && (!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2))))){
vErrors = put(vErrors, {instancePath:instancePath+"/scrape/port",keyword:"type",params:{type: schema113.properties.scrape.properties.port.type}});
errors++;
}
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 65535 || isNaN(data2)){
vErrors = put(vErrors, {instancePath:instancePath+"/scrape/port",keyword:"maximum",params:{comparison: "<=", limit: 65535}});
errors++;
}
if(data2 < 1 || isNaN(data2)){
vErrors = put(vErrors, {instancePath:instancePath+"/scrape/port",keyword:"minimum",params:{comparison: ">=", limit: 1}});
errors++;
}
}
}
if(data1.path !== undefined && func0.call(data1, "path")){
if(typeof data1.path !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/scrape/path",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data1.scheme !== undefined && func0.call(data1, "scheme")){
let data4 = data1.scheme;
if(typeof data4 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/scrape/scheme",keyword:"type",params:{type: "string"}});
errors++;
}
if(!((data4 === "http") || (data4 === "https"))){
vErrors = put(vErrors, {instancePath:instancePath+"/scrape/scheme",keyword:"enum",params:{allowedValues: schema113.properties.scrape.properties.scheme.enum}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/scrape",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.push !== undefined && func0.call(data, "push")){
let data5 = data.push;
if(typeof data5 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/push",keyword:"type",params:{type: "string"}});
errors++;
}
if(!((data5 === "otlp") || (data5 === "remote-write"))){
vErrors = put(vErrors, {instancePath:instancePath+"/push",keyword:"enum",params:{allowedValues: schema113.properties.push.enum}});
errors++;
}
}
if(data.system !== undefined && func0.call(data, "system")){
let data6 = data.system;
if(Array.isArray(data6)){
const len0 = data6.length;
for(let i0=0; i0<len0; i0++){
let data7 = data6[i0];
if(typeof data7 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/system/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
if(!((((((((data7 === "cpu") || (data7 === "memory")) || (data7 === "disk")) || (data7 === "network")) || (data7 === "filesystem")) || (data7 === "load")) || (data7 === "paging")) || (data7 === "processes"))){
vErrors = put(vErrors, {instancePath:instancePath+"/system/" + i0,keyword:"enum",params:{allowedValues: schema113.properties.system.items.enum}});
errors++;
}
}
let i1 = data6.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data6[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
vErrors = put(vErrors, {instancePath:instancePath+"/system",keyword:"uniqueItems",params:{i: i1, j: j0}});
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/system",keyword:"type",params:{type: "array"}});
errors++;
}
}
if(data.declare !== undefined && func0.call(data, "declare")){
let data8 = data.declare;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key2 of Object.keys(data8)){
if(!(validate145(data8[key2], {instancePath:instancePath+"/declare/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data8,parentDataProperty:key2,rootData}))){
vErrors = join(vErrors, validate145.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/declare",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.record !== undefined && func0.call(data, "record")){
let data10 = data.record;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
for(const key3 of Object.keys(data10)){
if(typeof data10[key3] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/record/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/record",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.destinations !== undefined && func0.call(data, "destinations")){
let data12 = data.destinations;
if(Array.isArray(data12)){
const len1 = data12.length;
for(let i2=0; i2<len1; i2++){
if(typeof data12[i2] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/destinations/" + i2,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/destinations",keyword:"type",params:{type: "array"}});
errors++;
}
}
if((Object.prototype.hasOwnProperty.call(data, "scrape")) && (Object.prototype.hasOwnProperty.call(data, "push"))){
vErrors = put(vErrors, {instancePath,keyword:"x-exclusive",params:{"of":[["scrape"],["push"]]}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate144.errors = vErrors;
return errors === 0;
}

const schema118 = {"type":"object","additionalProperties":false,"properties":{"format":{"enum":["json","logfmt","text"],"type":"string"},"retention":{"$ref":"#/definitions/common.duration"},"streams":{"type":"object","propertyNames":{},"additionalProperties":{"type":"object","additionalProperties":false,"properties":{"where":{"type":"object","propertyNames":{},"additionalProperties":{"type":["string","number","boolean","array"],"items":{"type":["string","number","boolean"]},"minItems":1}},"retention":{"$ref":"#/definitions/common.duration"},"metric":{"type":"string"}}}},"redact":{"type":"object","additionalProperties":false,"properties":{"hash":{"type":"array","items":{"type":"string"}},"drop":{"type":"array","items":{"type":"string"}}}},"events":{"type":"object","propertyNames":{},"additionalProperties":{"$ref":"#/definitions/common.attributes"}},"destinations":{"type":"array","items":{"$ref":"#/definitions/common.name"}}}};
const schema121 = {"type":"object","propertyNames":{},"additionalProperties":{"enum":["string","number","integer","boolean"],"type":"string"}};

function validate149(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
let data0 = data[key0];
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"}});
errors++;
}
if(!((((data0 === "string") || (data0 === "number")) || (data0 === "integer")) || (data0 === "boolean"))){
vErrors = put(vErrors, {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"enum",params:{allowedValues: schema121.additionalProperties.enum}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate149.errors = vErrors;
return errors === 0;
}


function validate148(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!((((((key0 === "format") || (key0 === "retention")) || (key0 === "streams")) || (key0 === "redact")) || (key0 === "events")) || (key0 === "destinations"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.format !== undefined && func0.call(data, "format")){
let data0 = data.format;
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/format",keyword:"type",params:{type: "string"}});
errors++;
}
if(!(((data0 === "json") || (data0 === "logfmt")) || (data0 === "text"))){
vErrors = put(vErrors, {instancePath:instancePath+"/format",keyword:"enum",params:{allowedValues: schema118.properties.format.enum}});
errors++;
}
}
if(data.retention !== undefined && func0.call(data, "retention")){
if(typeof data.retention !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/retention",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.streams !== undefined && func0.call(data, "streams")){
let data2 = data.streams;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key1 of Object.keys(data2)){
let data3 = data2[key1];
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key2 of Object.keys(data3)){
if(!(((key2 === "where") || (key2 === "retention")) || (key2 === "metric"))){
vErrors = put(vErrors, {instancePath:instancePath+"/streams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
if(data3.where !== undefined && func0.call(data3, "where")){
let data4 = data3.where;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key3 of Object.keys(data4)){
let data5 = data4[key3];
if((((typeof data5 !== "string") && (!((typeof data5 == "number") && (isFinite(data5))))) && (typeof data5 !== "boolean")) && (!(Array.isArray(data5)))){
vErrors = put(vErrors, {instancePath:instancePath+"/streams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/where/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: schema118.properties.streams.additionalProperties.properties.where.additionalProperties.type}});
errors++;
}
if(Array.isArray(data5)){
if(data5.length < 1){
vErrors = put(vErrors, {instancePath:instancePath+"/streams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/where/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"minItems",params:{limit: 1}});
errors++;
}
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
if(((typeof data6 !== "string") && (!((typeof data6 == "number") && (isFinite(data6))))) && (typeof data6 !== "boolean")){
vErrors = put(vErrors, {instancePath:instancePath+"/streams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/where/" + key3.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,keyword:"type",params:{type: schema118.properties.streams.additionalProperties.properties.where.additionalProperties.items.type}});
errors++;
}
}
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/streams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/where",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data3.retention !== undefined && func0.call(data3, "retention")){
if(typeof data3.retention !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/streams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/retention",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data3.metric !== undefined && func0.call(data3, "metric")){
if(typeof data3.metric !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/streams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/metric",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/streams/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/streams",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.redact !== undefined && func0.call(data, "redact")){
let data9 = data.redact;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key4 of Object.keys(data9)){
if(!((key4 === "hash") || (key4 === "drop"))){
vErrors = put(vErrors, {instancePath:instancePath+"/redact",keyword:"additionalProperties",params:{additionalProperty: key4}});
errors++;
}
}
if(data9.hash !== undefined && func0.call(data9, "hash")){
let data10 = data9.hash;
if(Array.isArray(data10)){
const len1 = data10.length;
for(let i1=0; i1<len1; i1++){
if(typeof data10[i1] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/redact/hash/" + i1,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/redact/hash",keyword:"type",params:{type: "array"}});
errors++;
}
}
if(data9.drop !== undefined && func0.call(data9, "drop")){
let data12 = data9.drop;
if(Array.isArray(data12)){
const len2 = data12.length;
for(let i2=0; i2<len2; i2++){
if(typeof data12[i2] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/redact/drop/" + i2,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/redact/drop",keyword:"type",params:{type: "array"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/redact",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.events !== undefined && func0.call(data, "events")){
let data14 = data.events;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
for(const key5 of Object.keys(data14)){
if(!(validate149(data14[key5], {instancePath:instancePath+"/events/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data14,parentDataProperty:key5,rootData}))){
vErrors = join(vErrors, validate149.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/events",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.destinations !== undefined && func0.call(data, "destinations")){
let data16 = data.destinations;
if(Array.isArray(data16)){
const len3 = data16.length;
for(let i3=0; i3<len3; i3++){
if(typeof data16[i3] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/destinations/" + i3,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/destinations",keyword:"type",params:{type: "array"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate148.errors = vErrors;
return errors === 0;
}

const schema123 = {"type":"object","additionalProperties":false,"properties":{"sampling":{"$ref":"#/definitions/common.percentage"},"keep":{"type":"array","items":{"type":["string","object"],"additionalProperties":false,"minProperties":1,"properties":{"slowerThan":{"$ref":"#/definitions/common.duration"}}}},"spans":{"type":"object","propertyNames":{},"additionalProperties":{"type":"object","additionalProperties":false,"properties":{"description":{"type":"string"},"attributes":{"$ref":"#/definitions/common.attributes"}}}},"destinations":{"type":"array","items":{"$ref":"#/definitions/common.name"}}}};

function validate152(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!((((key0 === "sampling") || (key0 === "keep")) || (key0 === "spans")) || (key0 === "destinations"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.sampling !== undefined && func0.call(data, "sampling")){
if(typeof data.sampling !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/sampling",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.keep !== undefined && func0.call(data, "keep")){
let data1 = data.keep;
if(Array.isArray(data1)){
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if((typeof data2 !== "string") && (!(data2 && typeof data2 == "object" && !Array.isArray(data2)))){
vErrors = put(vErrors, {instancePath:instancePath+"/keep/" + i0,keyword:"type",params:{type: schema123.properties.keep.items.type}});
errors++;
}
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(Object.keys(data2).length < 1){
vErrors = put(vErrors, {instancePath:instancePath+"/keep/" + i0,keyword:"minProperties",params:{limit: 1}});
errors++;
}
for(const key1 of Object.keys(data2)){
if(!(key1 === "slowerThan")){
vErrors = put(vErrors, {instancePath:instancePath+"/keep/" + i0,keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data2.slowerThan !== undefined && func0.call(data2, "slowerThan")){
if(typeof data2.slowerThan !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/keep/" + i0+"/slowerThan",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/keep",keyword:"type",params:{type: "array"}});
errors++;
}
}
if(data.spans !== undefined && func0.call(data, "spans")){
let data4 = data.spans;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key2 of Object.keys(data4)){
let data5 = data4[key2];
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key3 of Object.keys(data5)){
if(!((key3 === "description") || (key3 === "attributes"))){
vErrors = put(vErrors, {instancePath:instancePath+"/spans/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"additionalProperties",params:{additionalProperty: key3}});
errors++;
}
}
if(data5.description !== undefined && func0.call(data5, "description")){
if(typeof data5.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/spans/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data5.attributes !== undefined && func0.call(data5, "attributes")){
if(!(validate149(data5.attributes, {instancePath:instancePath+"/spans/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/attributes",parentData:data5,parentDataProperty:"attributes",rootData}))){
vErrors = join(vErrors, validate149.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/spans/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/spans",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.destinations !== undefined && func0.call(data, "destinations")){
let data8 = data.destinations;
if(Array.isArray(data8)){
const len1 = data8.length;
for(let i1=0; i1<len1; i1++){
if(typeof data8[i1] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/destinations/" + i1,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/destinations",keyword:"type",params:{type: "array"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate152.errors = vErrors;
return errors === 0;
}

const schema127 = {"type":"object","additionalProperties":false,"properties":{"origins":{"type":"array","items":{"type":"string"}},"sampling":{"$ref":"#/definitions/common.percentage"},"errors":{"type":"boolean"},"vitals":{"type":"object","additionalProperties":false,"properties":{"lcp":{"$ref":"#/definitions/common.duration"},"inp":{"$ref":"#/definitions/common.duration"},"cls":{"type":"number","minimum":0},"fcp":{"$ref":"#/definitions/common.duration"},"ttfb":{"$ref":"#/definitions/common.duration"}}}}};

function validate155(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!((((key0 === "origins") || (key0 === "sampling")) || (key0 === "errors")) || (key0 === "vitals"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.origins !== undefined && func0.call(data, "origins")){
let data0 = data.origins;
if(Array.isArray(data0)){
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
if(typeof data0[i0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/origins/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/origins",keyword:"type",params:{type: "array"}});
errors++;
}
}
if(data.sampling !== undefined && func0.call(data, "sampling")){
if(typeof data.sampling !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/sampling",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.errors !== undefined && func0.call(data, "errors")){
if(typeof data.errors !== "boolean"){
vErrors = put(vErrors, {instancePath:instancePath+"/errors",keyword:"type",params:{type: "boolean"}});
errors++;
}
}
if(data.vitals !== undefined && func0.call(data, "vitals")){
let data4 = data.vitals;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 of Object.keys(data4)){
if(!(((((key1 === "lcp") || (key1 === "inp")) || (key1 === "cls")) || (key1 === "fcp")) || (key1 === "ttfb"))){
vErrors = put(vErrors, {instancePath:instancePath+"/vitals",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data4.lcp !== undefined && func0.call(data4, "lcp")){
if(typeof data4.lcp !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/vitals/lcp",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data4.inp !== undefined && func0.call(data4, "inp")){
if(typeof data4.inp !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/vitals/inp",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data4.cls !== undefined && func0.call(data4, "cls")){
let data7 = data4.cls;
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 < 0 || isNaN(data7)){
vErrors = put(vErrors, {instancePath:instancePath+"/vitals/cls",keyword:"minimum",params:{comparison: ">=", limit: 0}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/vitals/cls",keyword:"type",params:{type: "number"}});
errors++;
}
}
if(data4.fcp !== undefined && func0.call(data4, "fcp")){
if(typeof data4.fcp !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/vitals/fcp",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data4.ttfb !== undefined && func0.call(data4, "ttfb")){
if(typeof data4.ttfb !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/vitals/ttfb",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/vitals",keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate155.errors = vErrors;
return errors === 0;
}

const schema133 = {"type":"object","propertyNames":{},"additionalProperties":{"$ref":"#/definitions/telemetry.dashboard"}};
const schema134 = {"type":"object","additionalProperties":false,"properties":{"title":{"type":"string"},"panels":{"type":"array","items":{"$ref":"#/definitions/telemetry.panel"}},"rows":{"type":"object","propertyNames":{},"additionalProperties":{"$ref":"#/definitions/telemetry.panelRow"}}}};
const schema135 = {"type":"object","required":["title","value"],"additionalProperties":false,"properties":{"title":{"type":"string"},"description":{"type":"string"},"value":{"$ref":"#/definitions/common.promql"},"unit":{"type":"string"},"as":{"enum":["timeseries","stat","gauge","bar","table","heatmap"],"type":"string"},"legend":{"type":"string"},"min":{"type":"number"},"max":{"type":"number"},"empty":{"type":"string"}}};

function validate159(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.title === undefined) || (!(func0.call(data, "title")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "title"}});
errors++;
}
if((data.value === undefined) || (!(func0.call(data, "value")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "value"}});
errors++;
}
for(const key0 of Object.keys(data)){
if(!(func0.call(schema135.properties, key0))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.title !== undefined && func0.call(data, "title")){
if(typeof data.title !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/title",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.value !== undefined && func0.call(data, "value")){
if(typeof data.value !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/value",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.unit !== undefined && func0.call(data, "unit")){
if(typeof data.unit !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/unit",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.as !== undefined && func0.call(data, "as")){
let data4 = data.as;
if(typeof data4 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/as",keyword:"type",params:{type: "string"}});
errors++;
}
if(!((((((data4 === "timeseries") || (data4 === "stat")) || (data4 === "gauge")) || (data4 === "bar")) || (data4 === "table")) || (data4 === "heatmap"))){
vErrors = put(vErrors, {instancePath:instancePath+"/as",keyword:"enum",params:{allowedValues: schema135.properties.as.enum}});
errors++;
}
}
if(data.legend !== undefined && func0.call(data, "legend")){
if(typeof data.legend !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/legend",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.min !== undefined && func0.call(data, "min")){
let data6 = data.min;
if(!((typeof data6 == "number") && (isFinite(data6)))){
vErrors = put(vErrors, {instancePath:instancePath+"/min",keyword:"type",params:{type: "number"}});
errors++;
}
}
if(data.max !== undefined && func0.call(data, "max")){
let data7 = data.max;
if(!((typeof data7 == "number") && (isFinite(data7)))){
vErrors = put(vErrors, {instancePath:instancePath+"/max",keyword:"type",params:{type: "number"}});
errors++;
}
}
if(data.empty !== undefined && func0.call(data, "empty")){
if(typeof data.empty !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/empty",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate159.errors = vErrors;
return errors === 0;
}

const schema137 = {"type":"object","additionalProperties":false,"properties":{"title":{"type":"string"},"show":{"type":"boolean"},"panels":{"type":"array","items":{"$ref":"#/definitions/telemetry.panel"}}}};

function validate161(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(((key0 === "title") || (key0 === "show")) || (key0 === "panels"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.title !== undefined && func0.call(data, "title")){
if(typeof data.title !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/title",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.show !== undefined && func0.call(data, "show")){
if(typeof data.show !== "boolean"){
vErrors = put(vErrors, {instancePath:instancePath+"/show",keyword:"type",params:{type: "boolean"}});
errors++;
}
}
if(data.panels !== undefined && func0.call(data, "panels")){
let data2 = data.panels;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
if(!(validate159(data2[i0], {instancePath:instancePath+"/panels/" + i0,parentData:data2,parentDataProperty:i0,rootData}))){
vErrors = join(vErrors, validate159.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/panels",keyword:"type",params:{type: "array"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate161.errors = vErrors;
return errors === 0;
}


function validate158(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(((key0 === "title") || (key0 === "panels")) || (key0 === "rows"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.title !== undefined && func0.call(data, "title")){
if(typeof data.title !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/title",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.panels !== undefined && func0.call(data, "panels")){
let data1 = data.panels;
if(Array.isArray(data1)){
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
if(!(validate159(data1[i0], {instancePath:instancePath+"/panels/" + i0,parentData:data1,parentDataProperty:i0,rootData}))){
vErrors = join(vErrors, validate159.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/panels",keyword:"type",params:{type: "array"}});
errors++;
}
}
if(data.rows !== undefined && func0.call(data, "rows")){
let data3 = data.rows;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key1 of Object.keys(data3)){
if(!(validate161(data3[key1], {instancePath:instancePath+"/rows/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data3,parentDataProperty:key1,rootData}))){
vErrors = join(vErrors, validate161.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/rows",keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate158.errors = vErrors;
return errors === 0;
}


function validate157(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(validate158(data[key0], {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key0,rootData}))){
vErrors = join(vErrors, validate158.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate157.errors = vErrors;
return errors === 0;
}

const schema138 = {"type":"object","additionalProperties":false,"properties":{"cost":{"$ref":"#/definitions/agreements.cost"},"series":{"type":"integer","minimum":1},"logs":{"$ref":"#/definitions/common.size"},"traces":{"$ref":"#/definitions/common.size"}}};
const schema143 = {"type":"string"};
const schema139 = {"type":"object","additionalProperties":false,"properties":{"limit":{"$ref":"#/definitions/common.money"},"alertAt":{"type":"array","items":{"$ref":"#/definitions/common.percentage"}},"unusedBelow":{"$ref":"#/definitions/common.money"}}};
const schema140 = {"type":"string"};

function validate167(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(((key0 === "limit") || (key0 === "alertAt")) || (key0 === "unusedBelow"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.limit !== undefined && func0.call(data, "limit")){
if(typeof data.limit !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/limit",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.alertAt !== undefined && func0.call(data, "alertAt")){
let data1 = data.alertAt;
if(Array.isArray(data1)){
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
if(typeof data1[i0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/alertAt/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/alertAt",keyword:"type",params:{type: "array"}});
errors++;
}
}
if(data.unusedBelow !== undefined && func0.call(data, "unusedBelow")){
if(typeof data.unusedBelow !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/unusedBelow",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate167.errors = vErrors;
return errors === 0;
}


function validate166(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!((((key0 === "cost") || (key0 === "series")) || (key0 === "logs")) || (key0 === "traces"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.cost !== undefined && func0.call(data, "cost")){
if(!(validate167(data.cost, {instancePath:instancePath+"/cost",parentData:data,parentDataProperty:"cost",rootData}))){
vErrors = join(vErrors, validate167.errors);
errors = vErrors.length;
}
}
if(data.series !== undefined && func0.call(data, "series")){
let data1 = data.series;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
vErrors = put(vErrors, {instancePath:instancePath+"/series",keyword:"type",params:{type: "integer"}});
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 1 || isNaN(data1)){
vErrors = put(vErrors, {instancePath:instancePath+"/series",keyword:"minimum",params:{comparison: ">=", limit: 1}});
errors++;
}
}
}
if(data.logs !== undefined && func0.call(data, "logs")){
if(typeof data.logs !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/logs",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.traces !== undefined && func0.call(data, "traces")){
if(typeof data.traces !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/traces",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate166.errors = vErrors;
return errors === 0;
}

const schema145 = {"type":"object","propertyNames":{},"additionalProperties":{"$ref":"#/definitions/chaos.experiment"}};
const schema146 = {"type":"object","additionalProperties":false,"properties":{"description":{"type":"string"},"hypothesis":{"type":"string"},"inject":{"type":"object","x-exclusive":[{"of":[["podKill"],["podFailure"],["networkDelay"],["networkLoss"],["networkPartition"],["diskFill"],["cpuStress"],["memoryStress"]]}],"additionalProperties":false,"properties":{"podKill":{"type":"object","additionalProperties":false,"properties":{"count":{"type":"integer","minimum":1},"selector":{"$ref":"#/definitions/common.selectorLabels"}}},"podFailure":{"type":"object","additionalProperties":false,"properties":{"count":{"type":"integer","minimum":1},"selector":{"$ref":"#/definitions/common.selectorLabels"}}},"networkDelay":{"type":"object","additionalProperties":false,"properties":{"delay":{"$ref":"#/definitions/common.duration"},"jitter":{"$ref":"#/definitions/common.duration"},"selector":{"$ref":"#/definitions/common.selectorLabels"}}},"networkLoss":{"type":"object","additionalProperties":false,"properties":{"loss":{"$ref":"#/definitions/common.percentage"},"selector":{"$ref":"#/definitions/common.selectorLabels"}}},"networkPartition":{"type":"object","additionalProperties":false,"properties":{"from":{"$ref":"#/definitions/common.name"},"selector":{"$ref":"#/definitions/common.selectorLabels"}}},"diskFill":{"type":"object","additionalProperties":false,"properties":{"path":{"type":"string"},"size":{"$ref":"#/definitions/common.size"},"selector":{"$ref":"#/definitions/common.selectorLabels"}}},"cpuStress":{"type":"object","additionalProperties":false,"properties":{"workers":{"type":"integer","minimum":1},"load":{"$ref":"#/definitions/common.percentage"},"selector":{"$ref":"#/definitions/common.selectorLabels"}}},"memoryStress":{"type":"object","additionalProperties":false,"properties":{"size":{"$ref":"#/definitions/common.size"},"selector":{"$ref":"#/definitions/common.selectorLabels"}}}}},"duration":{"$ref":"#/definitions/common.duration"},"schedule":{"type":"string"},"timezone":{"type":"string"},"steadyState":{"type":"object","propertyNames":{},"additionalProperties":{"type":"object","additionalProperties":false,"properties":{"burnRateBelow":{"type":"number","exclusiveMinimum":0}}}},"guard":{"type":"object","additionalProperties":false,"properties":{"budgetLeft":{"$ref":"#/definitions/common.percentage"}}}}};

function validate171(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!((((((((key0 === "description") || (key0 === "hypothesis")) || (key0 === "inject")) || (key0 === "duration")) || (key0 === "schedule")) || (key0 === "timezone")) || (key0 === "steadyState")) || (key0 === "guard"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.hypothesis !== undefined && func0.call(data, "hypothesis")){
if(typeof data.hypothesis !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/hypothesis",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.inject !== undefined && func0.call(data, "inject")){
let data2 = data.inject;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key1 of Object.keys(data2)){
if(!((((((((key1 === "podKill") || (key1 === "podFailure")) || (key1 === "networkDelay")) || (key1 === "networkLoss")) || (key1 === "networkPartition")) || (key1 === "diskFill")) || (key1 === "cpuStress")) || (key1 === "memoryStress"))){
vErrors = put(vErrors, {instancePath:instancePath+"/inject",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data2.podKill !== undefined && func0.call(data2, "podKill")){
let data3 = data2.podKill;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key2 of Object.keys(data3)){
if(!((key2 === "count") || (key2 === "selector"))){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/podKill",keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
if(data3.count !== undefined && func0.call(data3, "count")){
let data4 = data3.count;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/podKill/count",keyword:"type",params:{type: "integer"}});
errors++;
}
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 1 || isNaN(data4)){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/podKill/count",keyword:"minimum",params:{comparison: ">=", limit: 1}});
errors++;
}
}
}
if(data3.selector !== undefined && func0.call(data3, "selector")){
if(!(validate31(data3.selector, {instancePath:instancePath+"/inject/podKill/selector",parentData:data3,parentDataProperty:"selector",rootData}))){
vErrors = join(vErrors, validate31.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/inject/podKill",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data2.podFailure !== undefined && func0.call(data2, "podFailure")){
let data6 = data2.podFailure;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key3 of Object.keys(data6)){
if(!((key3 === "count") || (key3 === "selector"))){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/podFailure",keyword:"additionalProperties",params:{additionalProperty: key3}});
errors++;
}
}
if(data6.count !== undefined && func0.call(data6, "count")){
let data7 = data6.count;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/podFailure/count",keyword:"type",params:{type: "integer"}});
errors++;
}
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 < 1 || isNaN(data7)){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/podFailure/count",keyword:"minimum",params:{comparison: ">=", limit: 1}});
errors++;
}
}
}
if(data6.selector !== undefined && func0.call(data6, "selector")){
if(!(validate31(data6.selector, {instancePath:instancePath+"/inject/podFailure/selector",parentData:data6,parentDataProperty:"selector",rootData}))){
vErrors = join(vErrors, validate31.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/inject/podFailure",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data2.networkDelay !== undefined && func0.call(data2, "networkDelay")){
let data9 = data2.networkDelay;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key4 of Object.keys(data9)){
if(!(((key4 === "delay") || (key4 === "jitter")) || (key4 === "selector"))){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/networkDelay",keyword:"additionalProperties",params:{additionalProperty: key4}});
errors++;
}
}
if(data9.delay !== undefined && func0.call(data9, "delay")){
if(typeof data9.delay !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/networkDelay/delay",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data9.jitter !== undefined && func0.call(data9, "jitter")){
if(typeof data9.jitter !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/networkDelay/jitter",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data9.selector !== undefined && func0.call(data9, "selector")){
if(!(validate31(data9.selector, {instancePath:instancePath+"/inject/networkDelay/selector",parentData:data9,parentDataProperty:"selector",rootData}))){
vErrors = join(vErrors, validate31.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/inject/networkDelay",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data2.networkLoss !== undefined && func0.call(data2, "networkLoss")){
let data13 = data2.networkLoss;
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
for(const key5 of Object.keys(data13)){
if(!((key5 === "loss") || (key5 === "selector"))){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/networkLoss",keyword:"additionalProperties",params:{additionalProperty: key5}});
errors++;
}
}
if(data13.loss !== undefined && func0.call(data13, "loss")){
if(typeof data13.loss !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/networkLoss/loss",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data13.selector !== undefined && func0.call(data13, "selector")){
if(!(validate31(data13.selector, {instancePath:instancePath+"/inject/networkLoss/selector",parentData:data13,parentDataProperty:"selector",rootData}))){
vErrors = join(vErrors, validate31.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/inject/networkLoss",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data2.networkPartition !== undefined && func0.call(data2, "networkPartition")){
let data16 = data2.networkPartition;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
for(const key6 of Object.keys(data16)){
if(!((key6 === "from") || (key6 === "selector"))){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/networkPartition",keyword:"additionalProperties",params:{additionalProperty: key6}});
errors++;
}
}
if(data16.from !== undefined && func0.call(data16, "from")){
if(typeof data16.from !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/networkPartition/from",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data16.selector !== undefined && func0.call(data16, "selector")){
if(!(validate31(data16.selector, {instancePath:instancePath+"/inject/networkPartition/selector",parentData:data16,parentDataProperty:"selector",rootData}))){
vErrors = join(vErrors, validate31.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/inject/networkPartition",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data2.diskFill !== undefined && func0.call(data2, "diskFill")){
let data19 = data2.diskFill;
if(data19 && typeof data19 == "object" && !Array.isArray(data19)){
for(const key7 of Object.keys(data19)){
if(!(((key7 === "path") || (key7 === "size")) || (key7 === "selector"))){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/diskFill",keyword:"additionalProperties",params:{additionalProperty: key7}});
errors++;
}
}
if(data19.path !== undefined && func0.call(data19, "path")){
if(typeof data19.path !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/diskFill/path",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data19.size !== undefined && func0.call(data19, "size")){
if(typeof data19.size !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/diskFill/size",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data19.selector !== undefined && func0.call(data19, "selector")){
if(!(validate31(data19.selector, {instancePath:instancePath+"/inject/diskFill/selector",parentData:data19,parentDataProperty:"selector",rootData}))){
vErrors = join(vErrors, validate31.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/inject/diskFill",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data2.cpuStress !== undefined && func0.call(data2, "cpuStress")){
let data23 = data2.cpuStress;
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
for(const key8 of Object.keys(data23)){
if(!(((key8 === "workers") || (key8 === "load")) || (key8 === "selector"))){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/cpuStress",keyword:"additionalProperties",params:{additionalProperty: key8}});
errors++;
}
}
if(data23.workers !== undefined && func0.call(data23, "workers")){
let data24 = data23.workers;
if(!(((typeof data24 == "number") && (!(data24 % 1) && !isNaN(data24))) && (isFinite(data24)))){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/cpuStress/workers",keyword:"type",params:{type: "integer"}});
errors++;
}
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 < 1 || isNaN(data24)){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/cpuStress/workers",keyword:"minimum",params:{comparison: ">=", limit: 1}});
errors++;
}
}
}
if(data23.load !== undefined && func0.call(data23, "load")){
if(typeof data23.load !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/cpuStress/load",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data23.selector !== undefined && func0.call(data23, "selector")){
if(!(validate31(data23.selector, {instancePath:instancePath+"/inject/cpuStress/selector",parentData:data23,parentDataProperty:"selector",rootData}))){
vErrors = join(vErrors, validate31.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/inject/cpuStress",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data2.memoryStress !== undefined && func0.call(data2, "memoryStress")){
let data27 = data2.memoryStress;
if(data27 && typeof data27 == "object" && !Array.isArray(data27)){
for(const key9 of Object.keys(data27)){
if(!((key9 === "size") || (key9 === "selector"))){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/memoryStress",keyword:"additionalProperties",params:{additionalProperty: key9}});
errors++;
}
}
if(data27.size !== undefined && func0.call(data27, "size")){
if(typeof data27.size !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/memoryStress/size",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data27.selector !== undefined && func0.call(data27, "selector")){
if(!(validate31(data27.selector, {instancePath:instancePath+"/inject/memoryStress/selector",parentData:data27,parentDataProperty:"selector",rootData}))){
vErrors = join(vErrors, validate31.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/inject/memoryStress",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(((((((((((((((((((((((((((((Object.prototype.hasOwnProperty.call(data2, "podKill")) && (Object.prototype.hasOwnProperty.call(data2, "podFailure"))) || ((Object.prototype.hasOwnProperty.call(data2, "podKill")) && (Object.prototype.hasOwnProperty.call(data2, "networkDelay")))) || ((Object.prototype.hasOwnProperty.call(data2, "podKill")) && (Object.prototype.hasOwnProperty.call(data2, "networkLoss")))) || ((Object.prototype.hasOwnProperty.call(data2, "podKill")) && (Object.prototype.hasOwnProperty.call(data2, "networkPartition")))) || ((Object.prototype.hasOwnProperty.call(data2, "podKill")) && (Object.prototype.hasOwnProperty.call(data2, "diskFill")))) || ((Object.prototype.hasOwnProperty.call(data2, "podKill")) && (Object.prototype.hasOwnProperty.call(data2, "cpuStress")))) || ((Object.prototype.hasOwnProperty.call(data2, "podKill")) && (Object.prototype.hasOwnProperty.call(data2, "memoryStress")))) || ((Object.prototype.hasOwnProperty.call(data2, "podFailure")) && (Object.prototype.hasOwnProperty.call(data2, "networkDelay")))) || ((Object.prototype.hasOwnProperty.call(data2, "podFailure")) && (Object.prototype.hasOwnProperty.call(data2, "networkLoss")))) || ((Object.prototype.hasOwnProperty.call(data2, "podFailure")) && (Object.prototype.hasOwnProperty.call(data2, "networkPartition")))) || ((Object.prototype.hasOwnProperty.call(data2, "podFailure")) && (Object.prototype.hasOwnProperty.call(data2, "diskFill")))) || ((Object.prototype.hasOwnProperty.call(data2, "podFailure")) && (Object.prototype.hasOwnProperty.call(data2, "cpuStress")))) || ((Object.prototype.hasOwnProperty.call(data2, "podFailure")) && (Object.prototype.hasOwnProperty.call(data2, "memoryStress")))) || ((Object.prototype.hasOwnProperty.call(data2, "networkDelay")) && (Object.prototype.hasOwnProperty.call(data2, "networkLoss")))) || ((Object.prototype.hasOwnProperty.call(data2, "networkDelay")) && (Object.prototype.hasOwnProperty.call(data2, "networkPartition")))) || ((Object.prototype.hasOwnProperty.call(data2, "networkDelay")) && (Object.prototype.hasOwnProperty.call(data2, "diskFill")))) || ((Object.prototype.hasOwnProperty.call(data2, "networkDelay")) && (Object.prototype.hasOwnProperty.call(data2, "cpuStress")))) || ((Object.prototype.hasOwnProperty.call(data2, "networkDelay")) && (Object.prototype.hasOwnProperty.call(data2, "memoryStress")))) || ((Object.prototype.hasOwnProperty.call(data2, "networkLoss")) && (Object.prototype.hasOwnProperty.call(data2, "networkPartition")))) || ((Object.prototype.hasOwnProperty.call(data2, "networkLoss")) && (Object.prototype.hasOwnProperty.call(data2, "diskFill")))) || ((Object.prototype.hasOwnProperty.call(data2, "networkLoss")) && (Object.prototype.hasOwnProperty.call(data2, "cpuStress")))) || ((Object.prototype.hasOwnProperty.call(data2, "networkLoss")) && (Object.prototype.hasOwnProperty.call(data2, "memoryStress")))) || ((Object.prototype.hasOwnProperty.call(data2, "networkPartition")) && (Object.prototype.hasOwnProperty.call(data2, "diskFill")))) || ((Object.prototype.hasOwnProperty.call(data2, "networkPartition")) && (Object.prototype.hasOwnProperty.call(data2, "cpuStress")))) || ((Object.prototype.hasOwnProperty.call(data2, "networkPartition")) && (Object.prototype.hasOwnProperty.call(data2, "memoryStress")))) || ((Object.prototype.hasOwnProperty.call(data2, "diskFill")) && (Object.prototype.hasOwnProperty.call(data2, "cpuStress")))) || ((Object.prototype.hasOwnProperty.call(data2, "diskFill")) && (Object.prototype.hasOwnProperty.call(data2, "memoryStress")))) || ((Object.prototype.hasOwnProperty.call(data2, "cpuStress")) && (Object.prototype.hasOwnProperty.call(data2, "memoryStress")))){
vErrors = put(vErrors, {instancePath:instancePath+"/inject",keyword:"x-exclusive",params:{"of":[["podKill"],["podFailure"],["networkDelay"],["networkLoss"],["networkPartition"],["diskFill"],["cpuStress"],["memoryStress"]]}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/inject",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.duration !== undefined && func0.call(data, "duration")){
if(typeof data.duration !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/duration",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.schedule !== undefined && func0.call(data, "schedule")){
if(typeof data.schedule !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/schedule",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.timezone !== undefined && func0.call(data, "timezone")){
if(typeof data.timezone !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/timezone",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.steadyState !== undefined && func0.call(data, "steadyState")){
let data33 = data.steadyState;
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
for(const key10 of Object.keys(data33)){
let data34 = data33[key10];
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
for(const key11 of Object.keys(data34)){
if(!(key11 === "burnRateBelow")){
vErrors = put(vErrors, {instancePath:instancePath+"/steadyState/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"additionalProperties",params:{additionalProperty: key11}});
errors++;
}
}
if(data34.burnRateBelow !== undefined && func0.call(data34, "burnRateBelow")){
let data35 = data34.burnRateBelow;
if((typeof data35 == "number") && (isFinite(data35))){
if(data35 <= 0 || isNaN(data35)){
vErrors = put(vErrors, {instancePath:instancePath+"/steadyState/" + key10.replace(/~/g, "~0").replace(/\//g, "~1")+"/burnRateBelow",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/steadyState/" + key10.replace(/~/g, "~0").replace(/\//g, "~1")+"/burnRateBelow",keyword:"type",params:{type: "number"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/steadyState/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/steadyState",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.guard !== undefined && func0.call(data, "guard")){
let data36 = data.guard;
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
for(const key12 of Object.keys(data36)){
if(!(key12 === "budgetLeft")){
vErrors = put(vErrors, {instancePath:instancePath+"/guard",keyword:"additionalProperties",params:{additionalProperty: key12}});
errors++;
}
}
if(data36.budgetLeft !== undefined && func0.call(data36, "budgetLeft")){
if(typeof data36.budgetLeft !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/guard/budgetLeft",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/guard",keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate171.errors = vErrors;
return errors === 0;
}


function validate170(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(validate171(data[key0], {instancePath:instancePath+"/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data,parentDataProperty:key0,rootData}))){
vErrors = join(vErrors, validate171.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate170.errors = vErrors;
return errors === 0;
}

const schema156 = {"type":"object","additionalProperties":false,"properties":{"links":{"$ref":"#/definitions/layer.links"},"labels":{"$ref":"#/definitions/layer.labels"},"match":{"$ref":"#/definitions/layer.match"},"vars":{"$ref":"#/definitions/layer.vars"},"traffic":{"$ref":"#/definitions/layer.traffic"},"dependsOn":{"$ref":"#/definitions/layer.dependsOn"},"kubernetes":{"$ref":"#/definitions/layer.kubernetes"},"aws":{"$ref":"#/definitions/layer.aws"},"targets":{"$ref":"#/definitions/layer.targets"},"slis":{"$ref":"#/definitions/layer.slis"},"window":{"$ref":"#/definitions/layer.window"},"alerting":{"$ref":"#/definitions/layer.alerting"},"slos":{"$ref":"#/definitions/layer.slos"},"sla":{"$ref":"#/definitions/layer.sla"},"maintenance":{"$ref":"#/definitions/layer.maintenance"},"corrections":{"$ref":"#/definitions/layer.corrections"},"alerts":{"$ref":"#/definitions/layer.alerts"},"anomalies":{"$ref":"#/definitions/layer.anomalies"},"metrics":{"$ref":"#/definitions/layer.metrics"},"logs":{"$ref":"#/definitions/layer.logs"},"traces":{"$ref":"#/definitions/layer.traces"},"rum":{"$ref":"#/definitions/layer.rum"},"dashboards":{"$ref":"#/definitions/layer.dashboards"},"budgets":{"$ref":"#/definitions/layer.budgets"},"chaos":{"$ref":"#/definitions/layer.chaos"}}};

function validate182(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(func0.call(schema156.properties, key0))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.links !== undefined && func0.call(data, "links")){
if(!(validate20(data.links, {instancePath:instancePath+"/links",parentData:data,parentDataProperty:"links",rootData}))){
vErrors = join(vErrors, validate20.errors);
errors = vErrors.length;
}
}
if(data.labels !== undefined && func0.call(data, "labels")){
if(!(validate22(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate22.errors);
errors = vErrors.length;
}
}
if(data.match !== undefined && func0.call(data, "match")){
if(!(validate24(data.match, {instancePath:instancePath+"/match",parentData:data,parentDataProperty:"match",rootData}))){
vErrors = join(vErrors, validate24.errors);
errors = vErrors.length;
}
}
if(data.vars !== undefined && func0.call(data, "vars")){
if(!(validate26(data.vars, {instancePath:instancePath+"/vars",parentData:data,parentDataProperty:"vars",rootData}))){
vErrors = join(vErrors, validate26.errors);
errors = vErrors.length;
}
}
if(data.traffic !== undefined && func0.call(data, "traffic")){
if(typeof data.traffic !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/traffic",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.dependsOn !== undefined && func0.call(data, "dependsOn")){
if(!(validate28(data.dependsOn, {instancePath:instancePath+"/dependsOn",parentData:data,parentDataProperty:"dependsOn",rootData}))){
vErrors = join(vErrors, validate28.errors);
errors = vErrors.length;
}
}
if(data.kubernetes !== undefined && func0.call(data, "kubernetes")){
if(!(validate30(data.kubernetes, {instancePath:instancePath+"/kubernetes",parentData:data,parentDataProperty:"kubernetes",rootData}))){
vErrors = join(vErrors, validate30.errors);
errors = vErrors.length;
}
}
if(data.aws !== undefined && func0.call(data, "aws")){
if(!(validate34(data.aws, {instancePath:instancePath+"/aws",parentData:data,parentDataProperty:"aws",rootData}))){
vErrors = join(vErrors, validate34.errors);
errors = vErrors.length;
}
}
if(data.targets !== undefined && func0.call(data, "targets")){
if(!(validate39(data.targets, {instancePath:instancePath+"/targets",parentData:data,parentDataProperty:"targets",rootData}))){
vErrors = join(vErrors, validate39.errors);
errors = vErrors.length;
}
}
if(data.slis !== undefined && func0.call(data, "slis")){
if(!(validate41(data.slis, {instancePath:instancePath+"/slis",parentData:data,parentDataProperty:"slis",rootData}))){
vErrors = join(vErrors, validate41.errors);
errors = vErrors.length;
}
}
if(data.window !== undefined && func0.call(data, "window")){
if(!(validate77(data.window, {instancePath:instancePath+"/window",parentData:data,parentDataProperty:"window",rootData}))){
vErrors = join(vErrors, validate77.errors);
errors = vErrors.length;
}
}
if(data.alerting !== undefined && func0.call(data, "alerting")){
if(!(validate79(data.alerting, {instancePath:instancePath+"/alerting",parentData:data,parentDataProperty:"alerting",rootData}))){
vErrors = join(vErrors, validate79.errors);
errors = vErrors.length;
}
}
if(data.slos !== undefined && func0.call(data, "slos")){
if(!(validate95(data.slos, {instancePath:instancePath+"/slos",parentData:data,parentDataProperty:"slos",rootData}))){
vErrors = join(vErrors, validate95.errors);
errors = vErrors.length;
}
}
if(data.sla !== undefined && func0.call(data, "sla")){
if(!(validate110(data.sla, {instancePath:instancePath+"/sla",parentData:data,parentDataProperty:"sla",rootData}))){
vErrors = join(vErrors, validate110.errors);
errors = vErrors.length;
}
}
if(data.maintenance !== undefined && func0.call(data, "maintenance")){
if(!(validate112(data.maintenance, {instancePath:instancePath+"/maintenance",parentData:data,parentDataProperty:"maintenance",rootData}))){
vErrors = join(vErrors, validate112.errors);
errors = vErrors.length;
}
}
if(data.corrections !== undefined && func0.call(data, "corrections")){
if(!(validate116(data.corrections, {instancePath:instancePath+"/corrections",parentData:data,parentDataProperty:"corrections",rootData}))){
vErrors = join(vErrors, validate116.errors);
errors = vErrors.length;
}
}
if(data.alerts !== undefined && func0.call(data, "alerts")){
if(!(validate121(data.alerts, {instancePath:instancePath+"/alerts",parentData:data,parentDataProperty:"alerts",rootData}))){
vErrors = join(vErrors, validate121.errors);
errors = vErrors.length;
}
}
if(data.anomalies !== undefined && func0.call(data, "anomalies")){
if(!(validate135(data.anomalies, {instancePath:instancePath+"/anomalies",parentData:data,parentDataProperty:"anomalies",rootData}))){
vErrors = join(vErrors, validate135.errors);
errors = vErrors.length;
}
}
if(data.metrics !== undefined && func0.call(data, "metrics")){
if(!(validate144(data.metrics, {instancePath:instancePath+"/metrics",parentData:data,parentDataProperty:"metrics",rootData}))){
vErrors = join(vErrors, validate144.errors);
errors = vErrors.length;
}
}
if(data.logs !== undefined && func0.call(data, "logs")){
if(!(validate148(data.logs, {instancePath:instancePath+"/logs",parentData:data,parentDataProperty:"logs",rootData}))){
vErrors = join(vErrors, validate148.errors);
errors = vErrors.length;
}
}
if(data.traces !== undefined && func0.call(data, "traces")){
if(!(validate152(data.traces, {instancePath:instancePath+"/traces",parentData:data,parentDataProperty:"traces",rootData}))){
vErrors = join(vErrors, validate152.errors);
errors = vErrors.length;
}
}
if(data.rum !== undefined && func0.call(data, "rum")){
if(!(validate155(data.rum, {instancePath:instancePath+"/rum",parentData:data,parentDataProperty:"rum",rootData}))){
vErrors = join(vErrors, validate155.errors);
errors = vErrors.length;
}
}
if(data.dashboards !== undefined && func0.call(data, "dashboards")){
if(!(validate157(data.dashboards, {instancePath:instancePath+"/dashboards",parentData:data,parentDataProperty:"dashboards",rootData}))){
vErrors = join(vErrors, validate157.errors);
errors = vErrors.length;
}
}
if(data.budgets !== undefined && func0.call(data, "budgets")){
if(!(validate166(data.budgets, {instancePath:instancePath+"/budgets",parentData:data,parentDataProperty:"budgets",rootData}))){
vErrors = join(vErrors, validate166.errors);
errors = vErrors.length;
}
}
if(data.chaos !== undefined && func0.call(data, "chaos")){
if(!(validate170(data.chaos, {instancePath:instancePath+"/chaos",parentData:data,parentDataProperty:"chaos",rootData}))){
vErrors = join(vErrors, validate170.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate182.errors = vErrors;
return errors === 0;
}


function validate19(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.version === undefined) || (!(func0.call(data, "version")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "version"}});
errors++;
}
if((data.service === undefined) || (!(func0.call(data, "service")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "service"}});
errors++;
}
for(const key0 of Object.keys(data)){
if(!(func0.call(schema8.properties, key0))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
vErrors = put(vErrors, {instancePath:instancePath+"/version",keyword:"type",params:{type: "integer"}});
errors++;
}
if(1 !== data0){
vErrors = put(vErrors, {instancePath:instancePath+"/version",keyword:"const",params:{allowedValue: 1}});
errors++;
}
}
if(data.service !== undefined && func0.call(data, "service")){
if(typeof data.service !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/service",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.owner !== undefined && func0.call(data, "owner")){
if(typeof data.owner !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/owner",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.tier !== undefined && func0.call(data, "tier")){
let data4 = data.tier;
if(typeof data4 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/tier",keyword:"type",params:{type: "string"}});
errors++;
}
if(!((((data4 === "critical") || (data4 === "high")) || (data4 === "standard")) || (data4 === "best-effort"))){
vErrors = put(vErrors, {instancePath:instancePath+"/tier",keyword:"enum",params:{allowedValues: schema8.properties.tier.enum}});
errors++;
}
}
if(data.links !== undefined && func0.call(data, "links")){
if(!(validate20(data.links, {instancePath:instancePath+"/links",parentData:data,parentDataProperty:"links",rootData}))){
vErrors = join(vErrors, validate20.errors);
errors = vErrors.length;
}
}
if(data.labels !== undefined && func0.call(data, "labels")){
if(!(validate22(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate22.errors);
errors = vErrors.length;
}
}
if(data.match !== undefined && func0.call(data, "match")){
if(!(validate24(data.match, {instancePath:instancePath+"/match",parentData:data,parentDataProperty:"match",rootData}))){
vErrors = join(vErrors, validate24.errors);
errors = vErrors.length;
}
}
if(data.vars !== undefined && func0.call(data, "vars")){
if(!(validate26(data.vars, {instancePath:instancePath+"/vars",parentData:data,parentDataProperty:"vars",rootData}))){
vErrors = join(vErrors, validate26.errors);
errors = vErrors.length;
}
}
if(data.traffic !== undefined && func0.call(data, "traffic")){
if(typeof data.traffic !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/traffic",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.dependsOn !== undefined && func0.call(data, "dependsOn")){
if(!(validate28(data.dependsOn, {instancePath:instancePath+"/dependsOn",parentData:data,parentDataProperty:"dependsOn",rootData}))){
vErrors = join(vErrors, validate28.errors);
errors = vErrors.length;
}
}
if(data.kubernetes !== undefined && func0.call(data, "kubernetes")){
if(!(validate30(data.kubernetes, {instancePath:instancePath+"/kubernetes",parentData:data,parentDataProperty:"kubernetes",rootData}))){
vErrors = join(vErrors, validate30.errors);
errors = vErrors.length;
}
}
if(data.aws !== undefined && func0.call(data, "aws")){
if(!(validate34(data.aws, {instancePath:instancePath+"/aws",parentData:data,parentDataProperty:"aws",rootData}))){
vErrors = join(vErrors, validate34.errors);
errors = vErrors.length;
}
}
if(data.uses !== undefined && func0.call(data, "uses")){
let data13 = data.uses;
if((!data13 || typeof data13 != "object") && (typeof data13 !== "string")){
vErrors = put(vErrors, {instancePath:instancePath+"/uses",keyword:"type",params:{type: schema8.properties.uses.type}});
errors++;
}
if(Array.isArray(data13)){
if(data13.length > 50){
vErrors = put(vErrors, {instancePath:instancePath+"/uses",keyword:"maxItems",params:{limit: 50}});
errors++;
}
const len0 = data13.length;
for(let i0=0; i0<len0; i0++){
if(typeof data13[i0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/uses/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
if(data13 && typeof data13 == "object" && !Array.isArray(data13)){
if(Object.keys(data13).length > 50){
vErrors = put(vErrors, {instancePath:instancePath+"/uses",keyword:"maxProperties",params:{limit: 50}});
errors++;
}
for(const key1 of Object.keys(data13)){
if(!(validate37(data13[key1], {instancePath:instancePath+"/uses/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data13,parentDataProperty:key1,rootData}))){
vErrors = join(vErrors, validate37.errors);
errors = vErrors.length;
}
}
}
}
if(data.targets !== undefined && func0.call(data, "targets")){
if(!(validate39(data.targets, {instancePath:instancePath+"/targets",parentData:data,parentDataProperty:"targets",rootData}))){
vErrors = join(vErrors, validate39.errors);
errors = vErrors.length;
}
}
if(data.slis !== undefined && func0.call(data, "slis")){
if(!(validate41(data.slis, {instancePath:instancePath+"/slis",parentData:data,parentDataProperty:"slis",rootData}))){
vErrors = join(vErrors, validate41.errors);
errors = vErrors.length;
}
}
if(data.window !== undefined && func0.call(data, "window")){
if(!(validate77(data.window, {instancePath:instancePath+"/window",parentData:data,parentDataProperty:"window",rootData}))){
vErrors = join(vErrors, validate77.errors);
errors = vErrors.length;
}
}
if(data.alerting !== undefined && func0.call(data, "alerting")){
if(!(validate79(data.alerting, {instancePath:instancePath+"/alerting",parentData:data,parentDataProperty:"alerting",rootData}))){
vErrors = join(vErrors, validate79.errors);
errors = vErrors.length;
}
}
if(data.slos !== undefined && func0.call(data, "slos")){
if(!(validate95(data.slos, {instancePath:instancePath+"/slos",parentData:data,parentDataProperty:"slos",rootData}))){
vErrors = join(vErrors, validate95.errors);
errors = vErrors.length;
}
}
if(data.sla !== undefined && func0.call(data, "sla")){
if(!(validate110(data.sla, {instancePath:instancePath+"/sla",parentData:data,parentDataProperty:"sla",rootData}))){
vErrors = join(vErrors, validate110.errors);
errors = vErrors.length;
}
}
if(data.maintenance !== undefined && func0.call(data, "maintenance")){
if(!(validate112(data.maintenance, {instancePath:instancePath+"/maintenance",parentData:data,parentDataProperty:"maintenance",rootData}))){
vErrors = join(vErrors, validate112.errors);
errors = vErrors.length;
}
}
if(data.corrections !== undefined && func0.call(data, "corrections")){
if(!(validate116(data.corrections, {instancePath:instancePath+"/corrections",parentData:data,parentDataProperty:"corrections",rootData}))){
vErrors = join(vErrors, validate116.errors);
errors = vErrors.length;
}
}
if(data.alerts !== undefined && func0.call(data, "alerts")){
if(!(validate121(data.alerts, {instancePath:instancePath+"/alerts",parentData:data,parentDataProperty:"alerts",rootData}))){
vErrors = join(vErrors, validate121.errors);
errors = vErrors.length;
}
}
if(data.anomalies !== undefined && func0.call(data, "anomalies")){
if(!(validate135(data.anomalies, {instancePath:instancePath+"/anomalies",parentData:data,parentDataProperty:"anomalies",rootData}))){
vErrors = join(vErrors, validate135.errors);
errors = vErrors.length;
}
}
if(data.metrics !== undefined && func0.call(data, "metrics")){
if(!(validate144(data.metrics, {instancePath:instancePath+"/metrics",parentData:data,parentDataProperty:"metrics",rootData}))){
vErrors = join(vErrors, validate144.errors);
errors = vErrors.length;
}
}
if(data.logs !== undefined && func0.call(data, "logs")){
if(!(validate148(data.logs, {instancePath:instancePath+"/logs",parentData:data,parentDataProperty:"logs",rootData}))){
vErrors = join(vErrors, validate148.errors);
errors = vErrors.length;
}
}
if(data.traces !== undefined && func0.call(data, "traces")){
if(!(validate152(data.traces, {instancePath:instancePath+"/traces",parentData:data,parentDataProperty:"traces",rootData}))){
vErrors = join(vErrors, validate152.errors);
errors = vErrors.length;
}
}
if(data.rum !== undefined && func0.call(data, "rum")){
if(!(validate155(data.rum, {instancePath:instancePath+"/rum",parentData:data,parentDataProperty:"rum",rootData}))){
vErrors = join(vErrors, validate155.errors);
errors = vErrors.length;
}
}
if(data.dashboards !== undefined && func0.call(data, "dashboards")){
if(!(validate157(data.dashboards, {instancePath:instancePath+"/dashboards",parentData:data,parentDataProperty:"dashboards",rootData}))){
vErrors = join(vErrors, validate157.errors);
errors = vErrors.length;
}
}
if(data.budgets !== undefined && func0.call(data, "budgets")){
if(!(validate166(data.budgets, {instancePath:instancePath+"/budgets",parentData:data,parentDataProperty:"budgets",rootData}))){
vErrors = join(vErrors, validate166.errors);
errors = vErrors.length;
}
}
if(data.chaos !== undefined && func0.call(data, "chaos")){
if(!(validate170(data.chaos, {instancePath:instancePath+"/chaos",parentData:data,parentDataProperty:"chaos",rootData}))){
vErrors = join(vErrors, validate170.errors);
errors = vErrors.length;
}
}
if(data.environments !== undefined && func0.call(data, "environments")){
let data33 = data.environments;
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
for(const key2 of Object.keys(data33)){
if(!(validate182(data33[key2], {instancePath:instancePath+"/environments/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data33,parentDataProperty:key2,rootData}))){
vErrors = join(vErrors, validate182.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/environments",keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate19.errors = vErrors;
return errors === 0;
}

export const workspace = validate208;
const schema158 = {"type":"object","required":["version","workspace"],"additionalProperties":false,"properties":{"version":{"const":1,"type":"integer"},"workspace":{"$ref":"#/definitions/common.name"},"description":{"type":"string"},"specs":{"type":"array","items":{"type":"string"},"minItems":1},"output":{"type":"string"},"environments":{"type":"object","propertyNames":{},"additionalProperties":{"$ref":"#/definitions/workspace.environment"}},"defaults":{"$ref":"#/definitions/layer"},"tiers":{"type":"object","additionalProperties":false,"properties":{"critical":{"$ref":"#/definitions/layer"},"high":{"$ref":"#/definitions/layer"},"standard":{"$ref":"#/definitions/layer"},"best-effort":{"$ref":"#/definitions/layer"}}},"teams":{"type":"object","propertyNames":{},"additionalProperties":{"$ref":"#/definitions/people.team"}},"receivers":{"type":"object","propertyNames":{},"additionalProperties":{"$ref":"#/definitions/people.receiver"}},"routing":{"type":"object","additionalProperties":false,"properties":{"default":{"$ref":"#/definitions/common.name"},"groupBy":{"type":"array","items":{"type":"string"},"minItems":1},"groupWait":{"$ref":"#/definitions/common.duration"},"groupInterval":{"$ref":"#/definitions/common.duration"},"repeatInterval":{"$ref":"#/definitions/common.duration"}}},"severities":{"type":"object","additionalProperties":false,"properties":{"page":{"type":"string"},"ticket":{"type":"string"},"info":{"type":"string"}}},"destinations":{"type":"object","propertyNames":{},"additionalProperties":{"$ref":"#/definitions/targets.destination"}},"hours":{"type":"object","propertyNames":{},"additionalProperties":{"$ref":"#/definitions/people.hours"}},"targets":{"$ref":"#/definitions/targets.targetOptions"},"policy":{"type":"object","additionalProperties":false,"properties":{"typescript":{"enum":["off","project","any"],"type":"string"},"rules":{"type":"object","propertyNames":{},"additionalProperties":{"enum":["none","info","warning","error"],"type":"string"}},"locked":{"type":"array","uniqueItems":true,"items":{"type":"string","$ref":"#/definitions/common.name"}}}},"budgets":{"$ref":"#/definitions/agreements.budgets"}}};
const schema160 = {"type":"object","additionalProperties":false,"properties":{"links":{"$ref":"#/definitions/layer.links"},"labels":{"$ref":"#/definitions/layer.labels"},"match":{"$ref":"#/definitions/layer.match"},"vars":{"$ref":"#/definitions/layer.vars"},"traffic":{"$ref":"#/definitions/layer.traffic"},"dependsOn":{"$ref":"#/definitions/layer.dependsOn"},"kubernetes":{"$ref":"#/definitions/layer.kubernetes"},"aws":{"$ref":"#/definitions/layer.aws"},"slis":{"$ref":"#/definitions/layer.slis"},"window":{"$ref":"#/definitions/layer.window"},"alerting":{"$ref":"#/definitions/layer.alerting"},"slos":{"$ref":"#/definitions/layer.slos"},"sla":{"$ref":"#/definitions/layer.sla"},"maintenance":{"$ref":"#/definitions/layer.maintenance"},"corrections":{"$ref":"#/definitions/layer.corrections"},"alerts":{"$ref":"#/definitions/layer.alerts"},"anomalies":{"$ref":"#/definitions/layer.anomalies"},"metrics":{"$ref":"#/definitions/layer.metrics"},"logs":{"$ref":"#/definitions/layer.logs"},"traces":{"$ref":"#/definitions/layer.traces"},"rum":{"$ref":"#/definitions/layer.rum"},"dashboards":{"$ref":"#/definitions/layer.dashboards"},"budgets":{"$ref":"#/definitions/layer.budgets"},"chaos":{"$ref":"#/definitions/layer.chaos"},"targets":{"type":["array","object"],"items":{"type":"string","enum":["prometheus","alertmanager","grafana","collector","cloudwatch","chaos","evaluator","retention","sla"]},"uniqueItems":true,"additionalProperties":false,"properties":{"prometheus":{"$ref":"#/definitions/targets.targetOptions.prometheus"},"alertmanager":{"$ref":"#/definitions/targets.targetOptions.alertmanager"},"grafana":{"$ref":"#/definitions/targets.targetOptions.grafana"},"collector":{"$ref":"#/definitions/targets.targetOptions.collector"},"cloudwatch":{"$ref":"#/definitions/targets.targetOptions.cloudwatch"},"chaos":{"$ref":"#/definitions/targets.targetOptions.chaos"},"evaluator":{"$ref":"#/definitions/targets.targetOptions.evaluator"},"retention":{"$ref":"#/definitions/targets.targetOptions.retention"},"sla":{"$ref":"#/definitions/targets.targetOptions.sla"}}}}};
const schema162 = {"type":"object","additionalProperties":false,"properties":{"version":{"enum":["2.42","3"],"type":"string"},"store":{"enum":["prometheus","mimir","thanos","victoriametrics","google-managed"],"type":"string"},"namespace":{"$ref":"#/definitions/common.name"},"retention":{"$ref":"#/definitions/common.duration"},"layout":{"enum":["file-per-service"],"type":"string"},"as":{"type":"array","uniqueItems":true,"minItems":1,"items":{"type":"string","enum":["rules","operator"]}},"step":{"$ref":"#/definitions/common.duration"}}};

function validate233(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(((((((key0 === "version") || (key0 === "store")) || (key0 === "namespace")) || (key0 === "retention")) || (key0 === "layout")) || (key0 === "as")) || (key0 === "step"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/version",keyword:"type",params:{type: "string"}});
errors++;
}
if(!((data0 === "2.42") || (data0 === "3"))){
vErrors = put(vErrors, {instancePath:instancePath+"/version",keyword:"enum",params:{allowedValues: schema162.properties.version.enum}});
errors++;
}
}
if(data.store !== undefined && func0.call(data, "store")){
let data1 = data.store;
if(typeof data1 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/store",keyword:"type",params:{type: "string"}});
errors++;
}
if(!(((((data1 === "prometheus") || (data1 === "mimir")) || (data1 === "thanos")) || (data1 === "victoriametrics")) || (data1 === "google-managed"))){
vErrors = put(vErrors, {instancePath:instancePath+"/store",keyword:"enum",params:{allowedValues: schema162.properties.store.enum}});
errors++;
}
}
if(data.namespace !== undefined && func0.call(data, "namespace")){
if(typeof data.namespace !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/namespace",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.retention !== undefined && func0.call(data, "retention")){
if(typeof data.retention !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/retention",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.layout !== undefined && func0.call(data, "layout")){
let data4 = data.layout;
if(typeof data4 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/layout",keyword:"type",params:{type: "string"}});
errors++;
}
if(!(data4 === "file-per-service")){
vErrors = put(vErrors, {instancePath:instancePath+"/layout",keyword:"enum",params:{allowedValues: schema162.properties.layout.enum}});
errors++;
}
}
if(data.as !== undefined && func0.call(data, "as")){
let data5 = data.as;
if(Array.isArray(data5)){
if(data5.length < 1){
vErrors = put(vErrors, {instancePath:instancePath+"/as",keyword:"minItems",params:{limit: 1}});
errors++;
}
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
if(typeof data6 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/as/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
if(!((data6 === "rules") || (data6 === "operator"))){
vErrors = put(vErrors, {instancePath:instancePath+"/as/" + i0,keyword:"enum",params:{allowedValues: schema162.properties.as.items.enum}});
errors++;
}
}
let i1 = data5.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data5[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
vErrors = put(vErrors, {instancePath:instancePath+"/as",keyword:"uniqueItems",params:{i: i1, j: j0}});
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/as",keyword:"type",params:{type: "array"}});
errors++;
}
}
if(data.step !== undefined && func0.call(data, "step")){
if(typeof data.step !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/step",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate233.errors = vErrors;
return errors === 0;
}

const schema166 = {"type":"object","additionalProperties":false,"properties":{"base":{"type":"string"},"as":{"type":"array","uniqueItems":true,"minItems":1,"items":{"type":"string","enum":["config","operator"]}},"namespace":{"$ref":"#/definitions/common.name"}}};

function validate235(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(((key0 === "base") || (key0 === "as")) || (key0 === "namespace"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.base !== undefined && func0.call(data, "base")){
if(typeof data.base !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/base",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.as !== undefined && func0.call(data, "as")){
let data1 = data.as;
if(Array.isArray(data1)){
if(data1.length < 1){
vErrors = put(vErrors, {instancePath:instancePath+"/as",keyword:"minItems",params:{limit: 1}});
errors++;
}
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
let data2 = data1[i0];
if(typeof data2 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/as/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
if(!((data2 === "config") || (data2 === "operator"))){
vErrors = put(vErrors, {instancePath:instancePath+"/as/" + i0,keyword:"enum",params:{allowedValues: schema166.properties.as.items.enum}});
errors++;
}
}
let i1 = data1.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data1[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
vErrors = put(vErrors, {instancePath:instancePath+"/as",keyword:"uniqueItems",params:{i: i1, j: j0}});
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/as",keyword:"type",params:{type: "array"}});
errors++;
}
}
if(data.namespace !== undefined && func0.call(data, "namespace")){
if(typeof data.namespace !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/namespace",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate235.errors = vErrors;
return errors === 0;
}

const schema168 = {"type":"object","additionalProperties":false,"properties":{"url":{"type":"string"},"datasource":{"type":"string"},"as":{"type":"array","uniqueItems":true,"minItems":1,"items":{"type":"string","enum":["json","configmap","operator"]}},"folder":{"type":"string"},"path":{"type":"string"},"browse":{"type":"string"},"logs":{"type":"object","required":["type","datasource"],"additionalProperties":false,"properties":{"type":{"enum":["loki","elasticsearch"],"type":"string"},"datasource":{"type":"string"}}},"traces":{"type":"object","required":["type","datasource"],"additionalProperties":false,"properties":{"type":{"enum":["tempo","jaeger"],"type":"string"},"datasource":{"type":"string"}}},"namespace":{"type":"string"},"instances":{"$ref":"#/definitions/common.selectorLabels"}}};

function validate237(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(func0.call(schema168.properties, key0))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.url !== undefined && func0.call(data, "url")){
if(typeof data.url !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/url",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.datasource !== undefined && func0.call(data, "datasource")){
if(typeof data.datasource !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/datasource",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.as !== undefined && func0.call(data, "as")){
let data2 = data.as;
if(Array.isArray(data2)){
if(data2.length < 1){
vErrors = put(vErrors, {instancePath:instancePath+"/as",keyword:"minItems",params:{limit: 1}});
errors++;
}
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/as/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
if(!(((data3 === "json") || (data3 === "configmap")) || (data3 === "operator"))){
vErrors = put(vErrors, {instancePath:instancePath+"/as/" + i0,keyword:"enum",params:{allowedValues: schema168.properties.as.items.enum}});
errors++;
}
}
let i1 = data2.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data2[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
vErrors = put(vErrors, {instancePath:instancePath+"/as",keyword:"uniqueItems",params:{i: i1, j: j0}});
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/as",keyword:"type",params:{type: "array"}});
errors++;
}
}
if(data.folder !== undefined && func0.call(data, "folder")){
if(typeof data.folder !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/folder",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.path !== undefined && func0.call(data, "path")){
if(typeof data.path !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/path",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.browse !== undefined && func0.call(data, "browse")){
if(typeof data.browse !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/browse",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.logs !== undefined && func0.call(data, "logs")){
let data7 = data.logs;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if((data7.type === undefined) || (!(func0.call(data7, "type")))){
vErrors = put(vErrors, {instancePath:instancePath+"/logs",keyword:"required",params:{missingProperty: "type"}});
errors++;
}
if((data7.datasource === undefined) || (!(func0.call(data7, "datasource")))){
vErrors = put(vErrors, {instancePath:instancePath+"/logs",keyword:"required",params:{missingProperty: "datasource"}});
errors++;
}
for(const key1 of Object.keys(data7)){
if(!((key1 === "type") || (key1 === "datasource"))){
vErrors = put(vErrors, {instancePath:instancePath+"/logs",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data7.type !== undefined && func0.call(data7, "type")){
let data8 = data7.type;
if(typeof data8 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/logs/type",keyword:"type",params:{type: "string"}});
errors++;
}
if(!((data8 === "loki") || (data8 === "elasticsearch"))){
vErrors = put(vErrors, {instancePath:instancePath+"/logs/type",keyword:"enum",params:{allowedValues: schema168.properties.logs.properties.type.enum}});
errors++;
}
}
if(data7.datasource !== undefined && func0.call(data7, "datasource")){
if(typeof data7.datasource !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/logs/datasource",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/logs",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.traces !== undefined && func0.call(data, "traces")){
let data10 = data.traces;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if((data10.type === undefined) || (!(func0.call(data10, "type")))){
vErrors = put(vErrors, {instancePath:instancePath+"/traces",keyword:"required",params:{missingProperty: "type"}});
errors++;
}
if((data10.datasource === undefined) || (!(func0.call(data10, "datasource")))){
vErrors = put(vErrors, {instancePath:instancePath+"/traces",keyword:"required",params:{missingProperty: "datasource"}});
errors++;
}
for(const key2 of Object.keys(data10)){
if(!((key2 === "type") || (key2 === "datasource"))){
vErrors = put(vErrors, {instancePath:instancePath+"/traces",keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
if(data10.type !== undefined && func0.call(data10, "type")){
let data11 = data10.type;
if(typeof data11 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/traces/type",keyword:"type",params:{type: "string"}});
errors++;
}
if(!((data11 === "tempo") || (data11 === "jaeger"))){
vErrors = put(vErrors, {instancePath:instancePath+"/traces/type",keyword:"enum",params:{allowedValues: schema168.properties.traces.properties.type.enum}});
errors++;
}
}
if(data10.datasource !== undefined && func0.call(data10, "datasource")){
if(typeof data10.datasource !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/traces/datasource",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/traces",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.namespace !== undefined && func0.call(data, "namespace")){
if(typeof data.namespace !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/namespace",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.instances !== undefined && func0.call(data, "instances")){
if(!(validate31(data.instances, {instancePath:instancePath+"/instances",parentData:data,parentDataProperty:"instances",rootData}))){
vErrors = join(vErrors, validate31.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate237.errors = vErrors;
return errors === 0;
}

const schema169 = {"type":"object","additionalProperties":false,"properties":{"topology":{"enum":["agent","gateway","agent-and-gateway"],"type":"string"},"gatewayReplicas":{"type":"integer","minimum":1}}};

function validate240(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!((key0 === "topology") || (key0 === "gatewayReplicas"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.topology !== undefined && func0.call(data, "topology")){
let data0 = data.topology;
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/topology",keyword:"type",params:{type: "string"}});
errors++;
}
if(!(((data0 === "agent") || (data0 === "gateway")) || (data0 === "agent-and-gateway"))){
vErrors = put(vErrors, {instancePath:instancePath+"/topology",keyword:"enum",params:{allowedValues: schema169.properties.topology.enum}});
errors++;
}
}
if(data.gatewayReplicas !== undefined && func0.call(data, "gatewayReplicas")){
let data1 = data.gatewayReplicas;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
vErrors = put(vErrors, {instancePath:instancePath+"/gatewayReplicas",keyword:"type",params:{type: "integer"}});
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 1 || isNaN(data1)){
vErrors = put(vErrors, {instancePath:instancePath+"/gatewayReplicas",keyword:"minimum",params:{comparison: ">=", limit: 1}});
errors++;
}
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate240.errors = vErrors;
return errors === 0;
}

const schema170 = {"type":"object","additionalProperties":false,"properties":{"region":{"type":"string"},"notifyTopic":{"type":"string"}}};

function validate242(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!((key0 === "region") || (key0 === "notifyTopic"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.region !== undefined && func0.call(data, "region")){
if(typeof data.region !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/region",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.notifyTopic !== undefined && func0.call(data, "notifyTopic")){
if(typeof data.notifyTopic !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/notifyTopic",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate242.errors = vErrors;
return errors === 0;
}

const schema171 = {"type":"object","additionalProperties":false,"properties":{"engines":{"type":"array","uniqueItems":true,"minItems":1,"items":{"type":"string","enum":["chaos-mesh","litmus","chaos-toolkit","fis"]}}}};

function validate244(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(key0 === "engines")){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.engines !== undefined && func0.call(data, "engines")){
let data0 = data.engines;
if(Array.isArray(data0)){
if(data0.length < 1){
vErrors = put(vErrors, {instancePath:instancePath+"/engines",keyword:"minItems",params:{limit: 1}});
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(typeof data1 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/engines/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
if(!((((data1 === "chaos-mesh") || (data1 === "litmus")) || (data1 === "chaos-toolkit")) || (data1 === "fis"))){
vErrors = put(vErrors, {instancePath:instancePath+"/engines/" + i0,keyword:"enum",params:{allowedValues: schema171.properties.engines.items.enum}});
errors++;
}
}
let i1 = data0.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data0[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
vErrors = put(vErrors, {instancePath:instancePath+"/engines",keyword:"uniqueItems",params:{i: i1, j: j0}});
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/engines",keyword:"type",params:{type: "array"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate244.errors = vErrors;
return errors === 0;
}

const schema172 = {"type":"object","additionalProperties":false,"properties":{"prometheus":{"type":"string"}}};

function validate246(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(key0 === "prometheus")){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.prometheus !== undefined && func0.call(data, "prometheus")){
if(typeof data.prometheus !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate246.errors = vErrors;
return errors === 0;
}

const schema173 = {"type":"object","additionalProperties":false,"properties":{"loki":{"type":"object","additionalProperties":false,"properties":{}},"elasticsearch":{"type":"object","additionalProperties":false,"properties":{}},"cloudwatch":{"type":"object","additionalProperties":false,"properties":{}}}};

function validate248(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(((key0 === "loki") || (key0 === "elasticsearch")) || (key0 === "cloudwatch"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.loki !== undefined && func0.call(data, "loki")){
let data0 = data.loki;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
for(const key1 of Object.keys(data0)){
vErrors = put(vErrors, {instancePath:instancePath+"/loki",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/loki",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.elasticsearch !== undefined && func0.call(data, "elasticsearch")){
let data1 = data.elasticsearch;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key2 of Object.keys(data1)){
vErrors = put(vErrors, {instancePath:instancePath+"/elasticsearch",keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/elasticsearch",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.cloudwatch !== undefined && func0.call(data, "cloudwatch")){
let data2 = data.cloudwatch;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key3 of Object.keys(data2)){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"additionalProperties",params:{additionalProperty: key3}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate248.errors = vErrors;
return errors === 0;
}

const schema174 = {"type":"object","additionalProperties":false,"properties":{"as":{"type":"array","uniqueItems":true,"minItems":1,"items":{"type":"string","enum":["markdown","html"]}}}};

function validate250(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(key0 === "as")){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.as !== undefined && func0.call(data, "as")){
let data0 = data.as;
if(Array.isArray(data0)){
if(data0.length < 1){
vErrors = put(vErrors, {instancePath:instancePath+"/as",keyword:"minItems",params:{limit: 1}});
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(typeof data1 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/as/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
if(!((data1 === "markdown") || (data1 === "html"))){
vErrors = put(vErrors, {instancePath:instancePath+"/as/" + i0,keyword:"enum",params:{allowedValues: schema174.properties.as.items.enum}});
errors++;
}
}
let i1 = data0.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data0[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
vErrors = put(vErrors, {instancePath:instancePath+"/as",keyword:"uniqueItems",params:{i: i1, j: j0}});
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/as",keyword:"type",params:{type: "array"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate250.errors = vErrors;
return errors === 0;
}


function validate209(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(func0.call(schema160.properties, key0))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.links !== undefined && func0.call(data, "links")){
if(!(validate20(data.links, {instancePath:instancePath+"/links",parentData:data,parentDataProperty:"links",rootData}))){
vErrors = join(vErrors, validate20.errors);
errors = vErrors.length;
}
}
if(data.labels !== undefined && func0.call(data, "labels")){
if(!(validate22(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate22.errors);
errors = vErrors.length;
}
}
if(data.match !== undefined && func0.call(data, "match")){
if(!(validate24(data.match, {instancePath:instancePath+"/match",parentData:data,parentDataProperty:"match",rootData}))){
vErrors = join(vErrors, validate24.errors);
errors = vErrors.length;
}
}
if(data.vars !== undefined && func0.call(data, "vars")){
if(!(validate26(data.vars, {instancePath:instancePath+"/vars",parentData:data,parentDataProperty:"vars",rootData}))){
vErrors = join(vErrors, validate26.errors);
errors = vErrors.length;
}
}
if(data.traffic !== undefined && func0.call(data, "traffic")){
if(typeof data.traffic !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/traffic",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.dependsOn !== undefined && func0.call(data, "dependsOn")){
if(!(validate28(data.dependsOn, {instancePath:instancePath+"/dependsOn",parentData:data,parentDataProperty:"dependsOn",rootData}))){
vErrors = join(vErrors, validate28.errors);
errors = vErrors.length;
}
}
if(data.kubernetes !== undefined && func0.call(data, "kubernetes")){
if(!(validate30(data.kubernetes, {instancePath:instancePath+"/kubernetes",parentData:data,parentDataProperty:"kubernetes",rootData}))){
vErrors = join(vErrors, validate30.errors);
errors = vErrors.length;
}
}
if(data.aws !== undefined && func0.call(data, "aws")){
if(!(validate34(data.aws, {instancePath:instancePath+"/aws",parentData:data,parentDataProperty:"aws",rootData}))){
vErrors = join(vErrors, validate34.errors);
errors = vErrors.length;
}
}
if(data.slis !== undefined && func0.call(data, "slis")){
if(!(validate41(data.slis, {instancePath:instancePath+"/slis",parentData:data,parentDataProperty:"slis",rootData}))){
vErrors = join(vErrors, validate41.errors);
errors = vErrors.length;
}
}
if(data.window !== undefined && func0.call(data, "window")){
if(!(validate77(data.window, {instancePath:instancePath+"/window",parentData:data,parentDataProperty:"window",rootData}))){
vErrors = join(vErrors, validate77.errors);
errors = vErrors.length;
}
}
if(data.alerting !== undefined && func0.call(data, "alerting")){
if(!(validate79(data.alerting, {instancePath:instancePath+"/alerting",parentData:data,parentDataProperty:"alerting",rootData}))){
vErrors = join(vErrors, validate79.errors);
errors = vErrors.length;
}
}
if(data.slos !== undefined && func0.call(data, "slos")){
if(!(validate95(data.slos, {instancePath:instancePath+"/slos",parentData:data,parentDataProperty:"slos",rootData}))){
vErrors = join(vErrors, validate95.errors);
errors = vErrors.length;
}
}
if(data.sla !== undefined && func0.call(data, "sla")){
if(!(validate110(data.sla, {instancePath:instancePath+"/sla",parentData:data,parentDataProperty:"sla",rootData}))){
vErrors = join(vErrors, validate110.errors);
errors = vErrors.length;
}
}
if(data.maintenance !== undefined && func0.call(data, "maintenance")){
if(!(validate112(data.maintenance, {instancePath:instancePath+"/maintenance",parentData:data,parentDataProperty:"maintenance",rootData}))){
vErrors = join(vErrors, validate112.errors);
errors = vErrors.length;
}
}
if(data.corrections !== undefined && func0.call(data, "corrections")){
if(!(validate116(data.corrections, {instancePath:instancePath+"/corrections",parentData:data,parentDataProperty:"corrections",rootData}))){
vErrors = join(vErrors, validate116.errors);
errors = vErrors.length;
}
}
if(data.alerts !== undefined && func0.call(data, "alerts")){
if(!(validate121(data.alerts, {instancePath:instancePath+"/alerts",parentData:data,parentDataProperty:"alerts",rootData}))){
vErrors = join(vErrors, validate121.errors);
errors = vErrors.length;
}
}
if(data.anomalies !== undefined && func0.call(data, "anomalies")){
if(!(validate135(data.anomalies, {instancePath:instancePath+"/anomalies",parentData:data,parentDataProperty:"anomalies",rootData}))){
vErrors = join(vErrors, validate135.errors);
errors = vErrors.length;
}
}
if(data.metrics !== undefined && func0.call(data, "metrics")){
if(!(validate144(data.metrics, {instancePath:instancePath+"/metrics",parentData:data,parentDataProperty:"metrics",rootData}))){
vErrors = join(vErrors, validate144.errors);
errors = vErrors.length;
}
}
if(data.logs !== undefined && func0.call(data, "logs")){
if(!(validate148(data.logs, {instancePath:instancePath+"/logs",parentData:data,parentDataProperty:"logs",rootData}))){
vErrors = join(vErrors, validate148.errors);
errors = vErrors.length;
}
}
if(data.traces !== undefined && func0.call(data, "traces")){
if(!(validate152(data.traces, {instancePath:instancePath+"/traces",parentData:data,parentDataProperty:"traces",rootData}))){
vErrors = join(vErrors, validate152.errors);
errors = vErrors.length;
}
}
if(data.rum !== undefined && func0.call(data, "rum")){
if(!(validate155(data.rum, {instancePath:instancePath+"/rum",parentData:data,parentDataProperty:"rum",rootData}))){
vErrors = join(vErrors, validate155.errors);
errors = vErrors.length;
}
}
if(data.dashboards !== undefined && func0.call(data, "dashboards")){
if(!(validate157(data.dashboards, {instancePath:instancePath+"/dashboards",parentData:data,parentDataProperty:"dashboards",rootData}))){
vErrors = join(vErrors, validate157.errors);
errors = vErrors.length;
}
}
if(data.budgets !== undefined && func0.call(data, "budgets")){
if(!(validate166(data.budgets, {instancePath:instancePath+"/budgets",parentData:data,parentDataProperty:"budgets",rootData}))){
vErrors = join(vErrors, validate166.errors);
errors = vErrors.length;
}
}
if(data.chaos !== undefined && func0.call(data, "chaos")){
if(!(validate170(data.chaos, {instancePath:instancePath+"/chaos",parentData:data,parentDataProperty:"chaos",rootData}))){
vErrors = join(vErrors, validate170.errors);
errors = vErrors.length;
}
}
if(data.targets !== undefined && func0.call(data, "targets")){
let data24 = data.targets;
if(!data24 || typeof data24 != "object"){
vErrors = put(vErrors, {instancePath:instancePath+"/targets",keyword:"type",params:{type: schema160.properties.targets.type}});
errors++;
}
if(Array.isArray(data24)){
const len0 = data24.length;
for(let i0=0; i0<len0; i0++){
let data25 = data24[i0];
if(typeof data25 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/targets/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
if(!(((((((((data25 === "prometheus") || (data25 === "alertmanager")) || (data25 === "grafana")) || (data25 === "collector")) || (data25 === "cloudwatch")) || (data25 === "chaos")) || (data25 === "evaluator")) || (data25 === "retention")) || (data25 === "sla"))){
vErrors = put(vErrors, {instancePath:instancePath+"/targets/" + i0,keyword:"enum",params:{allowedValues: schema160.properties.targets.items.enum}});
errors++;
}
}
let i1 = data24.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data24[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
vErrors = put(vErrors, {instancePath:instancePath+"/targets",keyword:"uniqueItems",params:{i: i1, j: j0}});
errors++;
break;
}
indices0[item0] = i1;
}
}
}
if(data24 && typeof data24 == "object" && !Array.isArray(data24)){
for(const key1 of Object.keys(data24)){
if(!(func0.call(schema160.properties.targets.properties, key1))){
vErrors = put(vErrors, {instancePath:instancePath+"/targets",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data24.prometheus !== undefined && func0.call(data24, "prometheus")){
if(!(validate233(data24.prometheus, {instancePath:instancePath+"/targets/prometheus",parentData:data24,parentDataProperty:"prometheus",rootData}))){
vErrors = join(vErrors, validate233.errors);
errors = vErrors.length;
}
}
if(data24.alertmanager !== undefined && func0.call(data24, "alertmanager")){
if(!(validate235(data24.alertmanager, {instancePath:instancePath+"/targets/alertmanager",parentData:data24,parentDataProperty:"alertmanager",rootData}))){
vErrors = join(vErrors, validate235.errors);
errors = vErrors.length;
}
}
if(data24.grafana !== undefined && func0.call(data24, "grafana")){
if(!(validate237(data24.grafana, {instancePath:instancePath+"/targets/grafana",parentData:data24,parentDataProperty:"grafana",rootData}))){
vErrors = join(vErrors, validate237.errors);
errors = vErrors.length;
}
}
if(data24.collector !== undefined && func0.call(data24, "collector")){
if(!(validate240(data24.collector, {instancePath:instancePath+"/targets/collector",parentData:data24,parentDataProperty:"collector",rootData}))){
vErrors = join(vErrors, validate240.errors);
errors = vErrors.length;
}
}
if(data24.cloudwatch !== undefined && func0.call(data24, "cloudwatch")){
if(!(validate242(data24.cloudwatch, {instancePath:instancePath+"/targets/cloudwatch",parentData:data24,parentDataProperty:"cloudwatch",rootData}))){
vErrors = join(vErrors, validate242.errors);
errors = vErrors.length;
}
}
if(data24.chaos !== undefined && func0.call(data24, "chaos")){
if(!(validate244(data24.chaos, {instancePath:instancePath+"/targets/chaos",parentData:data24,parentDataProperty:"chaos",rootData}))){
vErrors = join(vErrors, validate244.errors);
errors = vErrors.length;
}
}
if(data24.evaluator !== undefined && func0.call(data24, "evaluator")){
if(!(validate246(data24.evaluator, {instancePath:instancePath+"/targets/evaluator",parentData:data24,parentDataProperty:"evaluator",rootData}))){
vErrors = join(vErrors, validate246.errors);
errors = vErrors.length;
}
}
if(data24.retention !== undefined && func0.call(data24, "retention")){
if(!(validate248(data24.retention, {instancePath:instancePath+"/targets/retention",parentData:data24,parentDataProperty:"retention",rootData}))){
vErrors = join(vErrors, validate248.errors);
errors = vErrors.length;
}
}
if(data24.sla !== undefined && func0.call(data24, "sla")){
if(!(validate250(data24.sla, {instancePath:instancePath+"/targets/sla",parentData:data24,parentDataProperty:"sla",rootData}))){
vErrors = join(vErrors, validate250.errors);
errors = vErrors.length;
}
}
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate209.errors = vErrors;
return errors === 0;
}

const schema175 = {"type":"object","additionalProperties":false,"properties":{"description":{"type":"string"},"links":{"$ref":"#/definitions/common.links"},"notify":{"type":"object","additionalProperties":false,"properties":{"page":{"$ref":"#/definitions/common.namesOrName"},"ticket":{"$ref":"#/definitions/common.namesOrName"},"info":{"$ref":"#/definitions/common.namesOrName"}}}}};

function validate258(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(((key0 === "description") || (key0 === "links")) || (key0 === "notify"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.links !== undefined && func0.call(data, "links")){
if(!(validate106(data.links, {instancePath:instancePath+"/links",parentData:data,parentDataProperty:"links",rootData}))){
vErrors = join(vErrors, validate106.errors);
errors = vErrors.length;
}
}
if(data.notify !== undefined && func0.call(data, "notify")){
let data2 = data.notify;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key1 of Object.keys(data2)){
if(!(((key1 === "page") || (key1 === "ticket")) || (key1 === "info"))){
vErrors = put(vErrors, {instancePath:instancePath+"/notify",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data2.page !== undefined && func0.call(data2, "page")){
if(!(validate87(data2.page, {instancePath:instancePath+"/notify/page",parentData:data2,parentDataProperty:"page",rootData}))){
vErrors = join(vErrors, validate87.errors);
errors = vErrors.length;
}
}
if(data2.ticket !== undefined && func0.call(data2, "ticket")){
if(!(validate87(data2.ticket, {instancePath:instancePath+"/notify/ticket",parentData:data2,parentDataProperty:"ticket",rootData}))){
vErrors = join(vErrors, validate87.errors);
errors = vErrors.length;
}
}
if(data2.info !== undefined && func0.call(data2, "info")){
if(!(validate87(data2.info, {instancePath:instancePath+"/notify/info",parentData:data2,parentDataProperty:"info",rootData}))){
vErrors = join(vErrors, validate87.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/notify",keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate258.errors = vErrors;
return errors === 0;
}

const schema176 = {"type":"object","minProperties":1,"additionalProperties":false,"properties":{"pagerduty":{"type":"object","x-exclusive":[{"of":[["routingKeyFile"],["routingKeyEnv"]]}],"x-needs":[{"any":[["routingKeyFile"],["routingKeyEnv"]],"say":"`routingKeyFile` or `routingKeyEnv`"}],"additionalProperties":false,"properties":{"routingKeyFile":{"type":"string"},"routingKeyEnv":{"type":"string"}}},"slack":{"type":"object","x-exclusive":[{"of":[["webhookFile"],["webhookEnv"]]}],"x-needs":[{"any":[["webhookFile"],["webhookEnv"]],"say":"`webhookFile` or `webhookEnv`"}],"required":["channel"],"additionalProperties":false,"properties":{"channel":{"type":"string"},"webhookFile":{"type":"string"},"webhookEnv":{"type":"string"}}},"email":{"type":"object","required":["to"],"x-exclusive":[{"of":[["authPasswordFile"],["authPasswordEnv"]]}],"additionalProperties":false,"properties":{"to":{"type":["string","array"],"items":{"type":"string"},"minItems":1},"from":{"type":"string"},"smarthost":{"type":"string"},"authUsername":{"type":"string"},"authPasswordFile":{"type":"string"},"authPasswordEnv":{"type":"string"},"requireTls":{"type":"boolean"}}},"webhook":{"type":"object","x-exclusive":[{"of":[["url"],["urlFile"],["urlEnv"]]},{"of":[["tokenFile"],["tokenEnv"]]}],"x-needs":[{"any":[["url"],["urlFile"],["urlEnv"]],"say":"`url`, `urlFile` or `urlEnv`"}],"additionalProperties":false,"properties":{"url":{"type":"string"},"urlFile":{"type":"string"},"urlEnv":{"type":"string"},"tokenFile":{"type":"string"},"tokenEnv":{"type":"string"}}},"opsgenie":{"type":"object","x-exclusive":[{"of":[["apiKeyFile"],["apiKeyEnv"]]}],"x-needs":[{"any":[["apiKeyFile"],["apiKeyEnv"]],"say":"`apiKeyFile` or `apiKeyEnv`"}],"additionalProperties":false,"properties":{"apiKeyFile":{"type":"string"},"apiKeyEnv":{"type":"string"},"url":{"type":"string"}}},"msteams":{"type":"object","x-exclusive":[{"of":[["webhookFile"],["webhookEnv"]]}],"x-needs":[{"any":[["webhookFile"],["webhookEnv"]],"say":"`webhookFile` or `webhookEnv`"}],"additionalProperties":false,"properties":{"webhookFile":{"type":"string"},"webhookEnv":{"type":"string"}}},"discord":{"type":"object","x-exclusive":[{"of":[["webhookFile"],["webhookEnv"]]}],"x-needs":[{"any":[["webhookFile"],["webhookEnv"]],"say":"`webhookFile` or `webhookEnv`"}],"additionalProperties":false,"properties":{"webhookFile":{"type":"string"},"webhookEnv":{"type":"string"}}},"telegram":{"type":"object","x-exclusive":[{"of":[["botTokenFile"],["botTokenEnv"]]}],"x-needs":[{"any":[["botTokenFile"],["botTokenEnv"]],"say":"`botTokenFile` or `botTokenEnv`"}],"required":["chat"],"additionalProperties":false,"properties":{"botTokenFile":{"type":"string"},"botTokenEnv":{"type":"string"},"chat":{"type":"integer"}}},"sns":{"type":"object","required":["topic"],"additionalProperties":false,"properties":{"topic":{"type":"string"},"region":{"type":"string"}}}}};

function validate264(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if(Object.keys(data).length < 1){
vErrors = put(vErrors, {instancePath,keyword:"minProperties",params:{limit: 1}});
errors++;
}
for(const key0 of Object.keys(data)){
if(!(func0.call(schema176.properties, key0))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.pagerduty !== undefined && func0.call(data, "pagerduty")){
let data0 = data.pagerduty;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
for(const key1 of Object.keys(data0)){
if(!((key1 === "routingKeyFile") || (key1 === "routingKeyEnv"))){
vErrors = put(vErrors, {instancePath:instancePath+"/pagerduty",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data0.routingKeyFile !== undefined && func0.call(data0, "routingKeyFile")){
if(typeof data0.routingKeyFile !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/pagerduty/routingKeyFile",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data0.routingKeyEnv !== undefined && func0.call(data0, "routingKeyEnv")){
if(typeof data0.routingKeyEnv !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/pagerduty/routingKeyEnv",keyword:"type",params:{type: "string"}});
errors++;
}
}
if((Object.prototype.hasOwnProperty.call(data0, "routingKeyFile")) && (Object.prototype.hasOwnProperty.call(data0, "routingKeyEnv"))){
vErrors = put(vErrors, {instancePath:instancePath+"/pagerduty",keyword:"x-exclusive",params:{"of":[["routingKeyFile"],["routingKeyEnv"]]}});
errors++;
}
if(!((Object.prototype.hasOwnProperty.call(data0, "routingKeyFile")) || (Object.prototype.hasOwnProperty.call(data0, "routingKeyEnv")))){
vErrors = put(vErrors, {instancePath:instancePath+"/pagerduty",keyword:"x-needs",params:{say: "`routingKeyFile` or `routingKeyEnv`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/pagerduty",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.slack !== undefined && func0.call(data, "slack")){
let data3 = data.slack;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if((data3.channel === undefined) || (!(func0.call(data3, "channel")))){
vErrors = put(vErrors, {instancePath:instancePath+"/slack",keyword:"required",params:{missingProperty: "channel"}});
errors++;
}
for(const key2 of Object.keys(data3)){
if(!(((key2 === "channel") || (key2 === "webhookFile")) || (key2 === "webhookEnv"))){
vErrors = put(vErrors, {instancePath:instancePath+"/slack",keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
if(data3.channel !== undefined && func0.call(data3, "channel")){
if(typeof data3.channel !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/slack/channel",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data3.webhookFile !== undefined && func0.call(data3, "webhookFile")){
if(typeof data3.webhookFile !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/slack/webhookFile",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data3.webhookEnv !== undefined && func0.call(data3, "webhookEnv")){
if(typeof data3.webhookEnv !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/slack/webhookEnv",keyword:"type",params:{type: "string"}});
errors++;
}
}
if((Object.prototype.hasOwnProperty.call(data3, "webhookFile")) && (Object.prototype.hasOwnProperty.call(data3, "webhookEnv"))){
vErrors = put(vErrors, {instancePath:instancePath+"/slack",keyword:"x-exclusive",params:{"of":[["webhookFile"],["webhookEnv"]]}});
errors++;
}
if(!((Object.prototype.hasOwnProperty.call(data3, "webhookFile")) || (Object.prototype.hasOwnProperty.call(data3, "webhookEnv")))){
vErrors = put(vErrors, {instancePath:instancePath+"/slack",keyword:"x-needs",params:{say: "`webhookFile` or `webhookEnv`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/slack",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.email !== undefined && func0.call(data, "email")){
let data7 = data.email;
if(data7 && typeof data7 == "object" && !Array.isArray(data7)){
if((data7.to === undefined) || (!(func0.call(data7, "to")))){
vErrors = put(vErrors, {instancePath:instancePath+"/email",keyword:"required",params:{missingProperty: "to"}});
errors++;
}
for(const key3 of Object.keys(data7)){
if(!(((((((key3 === "to") || (key3 === "from")) || (key3 === "smarthost")) || (key3 === "authUsername")) || (key3 === "authPasswordFile")) || (key3 === "authPasswordEnv")) || (key3 === "requireTls"))){
vErrors = put(vErrors, {instancePath:instancePath+"/email",keyword:"additionalProperties",params:{additionalProperty: key3}});
errors++;
}
}
if(data7.to !== undefined && func0.call(data7, "to")){
let data8 = data7.to;
if((typeof data8 !== "string") && (!(Array.isArray(data8)))){
vErrors = put(vErrors, {instancePath:instancePath+"/email/to",keyword:"type",params:{type: schema176.properties.email.properties.to.type}});
errors++;
}
if(Array.isArray(data8)){
if(data8.length < 1){
vErrors = put(vErrors, {instancePath:instancePath+"/email/to",keyword:"minItems",params:{limit: 1}});
errors++;
}
const len0 = data8.length;
for(let i0=0; i0<len0; i0++){
if(typeof data8[i0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/email/to/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
}
if(data7.from !== undefined && func0.call(data7, "from")){
if(typeof data7.from !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/email/from",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data7.smarthost !== undefined && func0.call(data7, "smarthost")){
if(typeof data7.smarthost !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/email/smarthost",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data7.authUsername !== undefined && func0.call(data7, "authUsername")){
if(typeof data7.authUsername !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/email/authUsername",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data7.authPasswordFile !== undefined && func0.call(data7, "authPasswordFile")){
if(typeof data7.authPasswordFile !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/email/authPasswordFile",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data7.authPasswordEnv !== undefined && func0.call(data7, "authPasswordEnv")){
if(typeof data7.authPasswordEnv !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/email/authPasswordEnv",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data7.requireTls !== undefined && func0.call(data7, "requireTls")){
if(typeof data7.requireTls !== "boolean"){
vErrors = put(vErrors, {instancePath:instancePath+"/email/requireTls",keyword:"type",params:{type: "boolean"}});
errors++;
}
}
if((Object.prototype.hasOwnProperty.call(data7, "authPasswordFile")) && (Object.prototype.hasOwnProperty.call(data7, "authPasswordEnv"))){
vErrors = put(vErrors, {instancePath:instancePath+"/email",keyword:"x-exclusive",params:{"of":[["authPasswordFile"],["authPasswordEnv"]]}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/email",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.webhook !== undefined && func0.call(data, "webhook")){
let data16 = data.webhook;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
for(const key4 of Object.keys(data16)){
if(!(((((key4 === "url") || (key4 === "urlFile")) || (key4 === "urlEnv")) || (key4 === "tokenFile")) || (key4 === "tokenEnv"))){
vErrors = put(vErrors, {instancePath:instancePath+"/webhook",keyword:"additionalProperties",params:{additionalProperty: key4}});
errors++;
}
}
if(data16.url !== undefined && func0.call(data16, "url")){
if(typeof data16.url !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/webhook/url",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data16.urlFile !== undefined && func0.call(data16, "urlFile")){
if(typeof data16.urlFile !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/webhook/urlFile",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data16.urlEnv !== undefined && func0.call(data16, "urlEnv")){
if(typeof data16.urlEnv !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/webhook/urlEnv",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data16.tokenFile !== undefined && func0.call(data16, "tokenFile")){
if(typeof data16.tokenFile !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/webhook/tokenFile",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data16.tokenEnv !== undefined && func0.call(data16, "tokenEnv")){
if(typeof data16.tokenEnv !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/webhook/tokenEnv",keyword:"type",params:{type: "string"}});
errors++;
}
}
if((((Object.prototype.hasOwnProperty.call(data16, "url")) && (Object.prototype.hasOwnProperty.call(data16, "urlFile"))) || ((Object.prototype.hasOwnProperty.call(data16, "url")) && (Object.prototype.hasOwnProperty.call(data16, "urlEnv")))) || ((Object.prototype.hasOwnProperty.call(data16, "urlFile")) && (Object.prototype.hasOwnProperty.call(data16, "urlEnv")))){
vErrors = put(vErrors, {instancePath:instancePath+"/webhook",keyword:"x-exclusive",params:{"of":[["url"],["urlFile"],["urlEnv"]]}});
errors++;
}
if((Object.prototype.hasOwnProperty.call(data16, "tokenFile")) && (Object.prototype.hasOwnProperty.call(data16, "tokenEnv"))){
vErrors = put(vErrors, {instancePath:instancePath+"/webhook",keyword:"x-exclusive",params:{"of":[["tokenFile"],["tokenEnv"]]}});
errors++;
}
if(!(((Object.prototype.hasOwnProperty.call(data16, "url")) || (Object.prototype.hasOwnProperty.call(data16, "urlFile"))) || (Object.prototype.hasOwnProperty.call(data16, "urlEnv")))){
vErrors = put(vErrors, {instancePath:instancePath+"/webhook",keyword:"x-needs",params:{say: "`url`, `urlFile` or `urlEnv`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/webhook",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.opsgenie !== undefined && func0.call(data, "opsgenie")){
let data22 = data.opsgenie;
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
for(const key5 of Object.keys(data22)){
if(!(((key5 === "apiKeyFile") || (key5 === "apiKeyEnv")) || (key5 === "url"))){
vErrors = put(vErrors, {instancePath:instancePath+"/opsgenie",keyword:"additionalProperties",params:{additionalProperty: key5}});
errors++;
}
}
if(data22.apiKeyFile !== undefined && func0.call(data22, "apiKeyFile")){
if(typeof data22.apiKeyFile !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/opsgenie/apiKeyFile",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data22.apiKeyEnv !== undefined && func0.call(data22, "apiKeyEnv")){
if(typeof data22.apiKeyEnv !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/opsgenie/apiKeyEnv",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data22.url !== undefined && func0.call(data22, "url")){
if(typeof data22.url !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/opsgenie/url",keyword:"type",params:{type: "string"}});
errors++;
}
}
if((Object.prototype.hasOwnProperty.call(data22, "apiKeyFile")) && (Object.prototype.hasOwnProperty.call(data22, "apiKeyEnv"))){
vErrors = put(vErrors, {instancePath:instancePath+"/opsgenie",keyword:"x-exclusive",params:{"of":[["apiKeyFile"],["apiKeyEnv"]]}});
errors++;
}
if(!((Object.prototype.hasOwnProperty.call(data22, "apiKeyFile")) || (Object.prototype.hasOwnProperty.call(data22, "apiKeyEnv")))){
vErrors = put(vErrors, {instancePath:instancePath+"/opsgenie",keyword:"x-needs",params:{say: "`apiKeyFile` or `apiKeyEnv`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/opsgenie",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.msteams !== undefined && func0.call(data, "msteams")){
let data26 = data.msteams;
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
for(const key6 of Object.keys(data26)){
if(!((key6 === "webhookFile") || (key6 === "webhookEnv"))){
vErrors = put(vErrors, {instancePath:instancePath+"/msteams",keyword:"additionalProperties",params:{additionalProperty: key6}});
errors++;
}
}
if(data26.webhookFile !== undefined && func0.call(data26, "webhookFile")){
if(typeof data26.webhookFile !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/msteams/webhookFile",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data26.webhookEnv !== undefined && func0.call(data26, "webhookEnv")){
if(typeof data26.webhookEnv !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/msteams/webhookEnv",keyword:"type",params:{type: "string"}});
errors++;
}
}
if((Object.prototype.hasOwnProperty.call(data26, "webhookFile")) && (Object.prototype.hasOwnProperty.call(data26, "webhookEnv"))){
vErrors = put(vErrors, {instancePath:instancePath+"/msteams",keyword:"x-exclusive",params:{"of":[["webhookFile"],["webhookEnv"]]}});
errors++;
}
if(!((Object.prototype.hasOwnProperty.call(data26, "webhookFile")) || (Object.prototype.hasOwnProperty.call(data26, "webhookEnv")))){
vErrors = put(vErrors, {instancePath:instancePath+"/msteams",keyword:"x-needs",params:{say: "`webhookFile` or `webhookEnv`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/msteams",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.discord !== undefined && func0.call(data, "discord")){
let data29 = data.discord;
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
for(const key7 of Object.keys(data29)){
if(!((key7 === "webhookFile") || (key7 === "webhookEnv"))){
vErrors = put(vErrors, {instancePath:instancePath+"/discord",keyword:"additionalProperties",params:{additionalProperty: key7}});
errors++;
}
}
if(data29.webhookFile !== undefined && func0.call(data29, "webhookFile")){
if(typeof data29.webhookFile !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/discord/webhookFile",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data29.webhookEnv !== undefined && func0.call(data29, "webhookEnv")){
if(typeof data29.webhookEnv !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/discord/webhookEnv",keyword:"type",params:{type: "string"}});
errors++;
}
}
if((Object.prototype.hasOwnProperty.call(data29, "webhookFile")) && (Object.prototype.hasOwnProperty.call(data29, "webhookEnv"))){
vErrors = put(vErrors, {instancePath:instancePath+"/discord",keyword:"x-exclusive",params:{"of":[["webhookFile"],["webhookEnv"]]}});
errors++;
}
if(!((Object.prototype.hasOwnProperty.call(data29, "webhookFile")) || (Object.prototype.hasOwnProperty.call(data29, "webhookEnv")))){
vErrors = put(vErrors, {instancePath:instancePath+"/discord",keyword:"x-needs",params:{say: "`webhookFile` or `webhookEnv`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/discord",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.telegram !== undefined && func0.call(data, "telegram")){
let data32 = data.telegram;
if(data32 && typeof data32 == "object" && !Array.isArray(data32)){
if((data32.chat === undefined) || (!(func0.call(data32, "chat")))){
vErrors = put(vErrors, {instancePath:instancePath+"/telegram",keyword:"required",params:{missingProperty: "chat"}});
errors++;
}
for(const key8 of Object.keys(data32)){
if(!(((key8 === "botTokenFile") || (key8 === "botTokenEnv")) || (key8 === "chat"))){
vErrors = put(vErrors, {instancePath:instancePath+"/telegram",keyword:"additionalProperties",params:{additionalProperty: key8}});
errors++;
}
}
if(data32.botTokenFile !== undefined && func0.call(data32, "botTokenFile")){
if(typeof data32.botTokenFile !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/telegram/botTokenFile",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data32.botTokenEnv !== undefined && func0.call(data32, "botTokenEnv")){
if(typeof data32.botTokenEnv !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/telegram/botTokenEnv",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data32.chat !== undefined && func0.call(data32, "chat")){
let data35 = data32.chat;
if(!(((typeof data35 == "number") && (!(data35 % 1) && !isNaN(data35))) && (isFinite(data35)))){
vErrors = put(vErrors, {instancePath:instancePath+"/telegram/chat",keyword:"type",params:{type: "integer"}});
errors++;
}
}
if((Object.prototype.hasOwnProperty.call(data32, "botTokenFile")) && (Object.prototype.hasOwnProperty.call(data32, "botTokenEnv"))){
vErrors = put(vErrors, {instancePath:instancePath+"/telegram",keyword:"x-exclusive",params:{"of":[["botTokenFile"],["botTokenEnv"]]}});
errors++;
}
if(!((Object.prototype.hasOwnProperty.call(data32, "botTokenFile")) || (Object.prototype.hasOwnProperty.call(data32, "botTokenEnv")))){
vErrors = put(vErrors, {instancePath:instancePath+"/telegram",keyword:"x-needs",params:{say: "`botTokenFile` or `botTokenEnv`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/telegram",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.sns !== undefined && func0.call(data, "sns")){
let data36 = data.sns;
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
if((data36.topic === undefined) || (!(func0.call(data36, "topic")))){
vErrors = put(vErrors, {instancePath:instancePath+"/sns",keyword:"required",params:{missingProperty: "topic"}});
errors++;
}
for(const key9 of Object.keys(data36)){
if(!((key9 === "topic") || (key9 === "region"))){
vErrors = put(vErrors, {instancePath:instancePath+"/sns",keyword:"additionalProperties",params:{additionalProperty: key9}});
errors++;
}
}
if(data36.topic !== undefined && func0.call(data36, "topic")){
if(typeof data36.topic !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/sns/topic",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data36.region !== undefined && func0.call(data36, "region")){
if(typeof data36.region !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/sns/region",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/sns",keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate264.errors = vErrors;
return errors === 0;
}

const schema181 = {"type":"object","x-exclusive":[{"of":[["username","passwordFile","passwordEnv"],["tokenFile","tokenEnv"]]},{"of":[["passwordFile"],["passwordEnv"]]},{"of":[["tokenFile"],["tokenEnv"]]}],"additionalProperties":false,"properties":{"type":{"enum":["otlp","loki","elasticsearch","opensearch","s3","cloudwatch","jaeger","tempo","zipkin","prometheus"],"type":"string"},"endpoint":{"type":"string"},"signals":{"type":"array","uniqueItems":true,"items":{"type":"string","enum":["metrics","logs","traces"]}},"bucket":{"type":"string"},"prefix":{"type":"string"},"region":{"type":"string"},"index":{"type":"string"},"username":{"type":"string"},"passwordFile":{"type":"string"},"passwordEnv":{"type":"string"},"tokenFile":{"type":"string"},"tokenEnv":{"type":"string"},"insecure":{"type":"boolean"}}};

function validate266(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(func0.call(schema181.properties, key0))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}});
errors++;
}
if(!((((((((((data0 === "otlp") || (data0 === "loki")) || (data0 === "elasticsearch")) || (data0 === "opensearch")) || (data0 === "s3")) || (data0 === "cloudwatch")) || (data0 === "jaeger")) || (data0 === "tempo")) || (data0 === "zipkin")) || (data0 === "prometheus"))){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"enum",params:{allowedValues: schema181.properties.type.enum}});
errors++;
}
}
if(data.endpoint !== undefined && func0.call(data, "endpoint")){
if(typeof data.endpoint !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/endpoint",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.signals !== undefined && func0.call(data, "signals")){
let data2 = data.signals;
if(Array.isArray(data2)){
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
if(typeof data3 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/signals/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
if(!(((data3 === "metrics") || (data3 === "logs")) || (data3 === "traces"))){
vErrors = put(vErrors, {instancePath:instancePath+"/signals/" + i0,keyword:"enum",params:{allowedValues: schema181.properties.signals.items.enum}});
errors++;
}
}
let i1 = data2.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data2[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
vErrors = put(vErrors, {instancePath:instancePath+"/signals",keyword:"uniqueItems",params:{i: i1, j: j0}});
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/signals",keyword:"type",params:{type: "array"}});
errors++;
}
}
if(data.bucket !== undefined && func0.call(data, "bucket")){
if(typeof data.bucket !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/bucket",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.prefix !== undefined && func0.call(data, "prefix")){
if(typeof data.prefix !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prefix",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.region !== undefined && func0.call(data, "region")){
if(typeof data.region !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/region",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.index !== undefined && func0.call(data, "index")){
if(typeof data.index !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/index",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.username !== undefined && func0.call(data, "username")){
if(typeof data.username !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/username",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.passwordFile !== undefined && func0.call(data, "passwordFile")){
if(typeof data.passwordFile !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/passwordFile",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.passwordEnv !== undefined && func0.call(data, "passwordEnv")){
if(typeof data.passwordEnv !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/passwordEnv",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.tokenFile !== undefined && func0.call(data, "tokenFile")){
if(typeof data.tokenFile !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/tokenFile",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.tokenEnv !== undefined && func0.call(data, "tokenEnv")){
if(typeof data.tokenEnv !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/tokenEnv",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.insecure !== undefined && func0.call(data, "insecure")){
if(typeof data.insecure !== "boolean"){
vErrors = put(vErrors, {instancePath:instancePath+"/insecure",keyword:"type",params:{type: "boolean"}});
errors++;
}
}
if((((Object.prototype.hasOwnProperty.call(data, "username")) || (Object.prototype.hasOwnProperty.call(data, "passwordFile"))) || (Object.prototype.hasOwnProperty.call(data, "passwordEnv"))) && ((Object.prototype.hasOwnProperty.call(data, "tokenFile")) || (Object.prototype.hasOwnProperty.call(data, "tokenEnv")))){
vErrors = put(vErrors, {instancePath,keyword:"x-exclusive",params:{"of":[["username","passwordFile","passwordEnv"],["tokenFile","tokenEnv"]]}});
errors++;
}
if((Object.prototype.hasOwnProperty.call(data, "passwordFile")) && (Object.prototype.hasOwnProperty.call(data, "passwordEnv"))){
vErrors = put(vErrors, {instancePath,keyword:"x-exclusive",params:{"of":[["passwordFile"],["passwordEnv"]]}});
errors++;
}
if((Object.prototype.hasOwnProperty.call(data, "tokenFile")) && (Object.prototype.hasOwnProperty.call(data, "tokenEnv"))){
vErrors = put(vErrors, {instancePath,keyword:"x-exclusive",params:{"of":[["tokenFile"],["tokenEnv"]]}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate266.errors = vErrors;
return errors === 0;
}

const schema182 = {"type":"object","required":["days","from","to"],"additionalProperties":false,"properties":{"days":{"type":"array","uniqueItems":true,"minItems":1,"items":{"type":"string","enum":["MON","TUE","WED","THU","FRI","SAT","SUN"]}},"from":{"type":"string"},"to":{"type":"string"},"timezone":{"type":"string"}}};

function validate268(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.days === undefined) || (!(func0.call(data, "days")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "days"}});
errors++;
}
if((data.from === undefined) || (!(func0.call(data, "from")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "from"}});
errors++;
}
if((data.to === undefined) || (!(func0.call(data, "to")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "to"}});
errors++;
}
for(const key0 of Object.keys(data)){
if(!((((key0 === "days") || (key0 === "from")) || (key0 === "to")) || (key0 === "timezone"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.days !== undefined && func0.call(data, "days")){
let data0 = data.days;
if(Array.isArray(data0)){
if(data0.length < 1){
vErrors = put(vErrors, {instancePath:instancePath+"/days",keyword:"minItems",params:{limit: 1}});
errors++;
}
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(typeof data1 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/days/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
if(!(((((((data1 === "MON") || (data1 === "TUE")) || (data1 === "WED")) || (data1 === "THU")) || (data1 === "FRI")) || (data1 === "SAT")) || (data1 === "SUN"))){
vErrors = put(vErrors, {instancePath:instancePath+"/days/" + i0,keyword:"enum",params:{allowedValues: schema182.properties.days.items.enum}});
errors++;
}
}
let i1 = data0.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data0[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
vErrors = put(vErrors, {instancePath:instancePath+"/days",keyword:"uniqueItems",params:{i: i1, j: j0}});
errors++;
break;
}
indices0[item0] = i1;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/days",keyword:"type",params:{type: "array"}});
errors++;
}
}
if(data.from !== undefined && func0.call(data, "from")){
if(typeof data.from !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/from",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.to !== undefined && func0.call(data, "to")){
if(typeof data.to !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/to",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.timezone !== undefined && func0.call(data, "timezone")){
if(typeof data.timezone !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/timezone",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate268.errors = vErrors;
return errors === 0;
}

const schema183 = {"type":"object","additionalProperties":false,"properties":{"prometheus":{"$ref":"#/definitions/targets.targetOptions.prometheus"},"alertmanager":{"$ref":"#/definitions/targets.targetOptions.alertmanager"},"grafana":{"$ref":"#/definitions/targets.targetOptions.grafana"},"collector":{"$ref":"#/definitions/targets.targetOptions.collector"},"cloudwatch":{"$ref":"#/definitions/targets.targetOptions.cloudwatch"},"chaos":{"$ref":"#/definitions/targets.targetOptions.chaos"},"evaluator":{"$ref":"#/definitions/targets.targetOptions.evaluator"},"retention":{"$ref":"#/definitions/targets.targetOptions.retention"},"sla":{"$ref":"#/definitions/targets.targetOptions.sla"}}};

function validate270(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(func0.call(schema183.properties, key0))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.prometheus !== undefined && func0.call(data, "prometheus")){
if(!(validate233(data.prometheus, {instancePath:instancePath+"/prometheus",parentData:data,parentDataProperty:"prometheus",rootData}))){
vErrors = join(vErrors, validate233.errors);
errors = vErrors.length;
}
}
if(data.alertmanager !== undefined && func0.call(data, "alertmanager")){
if(!(validate235(data.alertmanager, {instancePath:instancePath+"/alertmanager",parentData:data,parentDataProperty:"alertmanager",rootData}))){
vErrors = join(vErrors, validate235.errors);
errors = vErrors.length;
}
}
if(data.grafana !== undefined && func0.call(data, "grafana")){
if(!(validate237(data.grafana, {instancePath:instancePath+"/grafana",parentData:data,parentDataProperty:"grafana",rootData}))){
vErrors = join(vErrors, validate237.errors);
errors = vErrors.length;
}
}
if(data.collector !== undefined && func0.call(data, "collector")){
if(!(validate240(data.collector, {instancePath:instancePath+"/collector",parentData:data,parentDataProperty:"collector",rootData}))){
vErrors = join(vErrors, validate240.errors);
errors = vErrors.length;
}
}
if(data.cloudwatch !== undefined && func0.call(data, "cloudwatch")){
if(!(validate242(data.cloudwatch, {instancePath:instancePath+"/cloudwatch",parentData:data,parentDataProperty:"cloudwatch",rootData}))){
vErrors = join(vErrors, validate242.errors);
errors = vErrors.length;
}
}
if(data.chaos !== undefined && func0.call(data, "chaos")){
if(!(validate244(data.chaos, {instancePath:instancePath+"/chaos",parentData:data,parentDataProperty:"chaos",rootData}))){
vErrors = join(vErrors, validate244.errors);
errors = vErrors.length;
}
}
if(data.evaluator !== undefined && func0.call(data, "evaluator")){
if(!(validate246(data.evaluator, {instancePath:instancePath+"/evaluator",parentData:data,parentDataProperty:"evaluator",rootData}))){
vErrors = join(vErrors, validate246.errors);
errors = vErrors.length;
}
}
if(data.retention !== undefined && func0.call(data, "retention")){
if(!(validate248(data.retention, {instancePath:instancePath+"/retention",parentData:data,parentDataProperty:"retention",rootData}))){
vErrors = join(vErrors, validate248.errors);
errors = vErrors.length;
}
}
if(data.sla !== undefined && func0.call(data, "sla")){
if(!(validate250(data.sla, {instancePath:instancePath+"/sla",parentData:data,parentDataProperty:"sla",rootData}))){
vErrors = join(vErrors, validate250.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate270.errors = vErrors;
return errors === 0;
}


function validate281(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!((((key0 === "cost") || (key0 === "series")) || (key0 === "logs")) || (key0 === "traces"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.cost !== undefined && func0.call(data, "cost")){
if(!(validate167(data.cost, {instancePath:instancePath+"/cost",parentData:data,parentDataProperty:"cost",rootData}))){
vErrors = join(vErrors, validate167.errors);
errors = vErrors.length;
}
}
if(data.series !== undefined && func0.call(data, "series")){
let data1 = data.series;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
vErrors = put(vErrors, {instancePath:instancePath+"/series",keyword:"type",params:{type: "integer"}});
errors++;
}
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 1 || isNaN(data1)){
vErrors = put(vErrors, {instancePath:instancePath+"/series",keyword:"minimum",params:{comparison: ">=", limit: 1}});
errors++;
}
}
}
if(data.logs !== undefined && func0.call(data, "logs")){
if(typeof data.logs !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/logs",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.traces !== undefined && func0.call(data, "traces")){
if(typeof data.traces !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/traces",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate281.errors = vErrors;
return errors === 0;
}


function validate208(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.version === undefined) || (!(func0.call(data, "version")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "version"}});
errors++;
}
if((data.workspace === undefined) || (!(func0.call(data, "workspace")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "workspace"}});
errors++;
}
for(const key0 of Object.keys(data)){
if(!(func0.call(schema158.properties, key0))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
vErrors = put(vErrors, {instancePath:instancePath+"/version",keyword:"type",params:{type: "integer"}});
errors++;
}
if(1 !== data0){
vErrors = put(vErrors, {instancePath:instancePath+"/version",keyword:"const",params:{allowedValue: 1}});
errors++;
}
}
if(data.workspace !== undefined && func0.call(data, "workspace")){
if(typeof data.workspace !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/workspace",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.specs !== undefined && func0.call(data, "specs")){
let data3 = data.specs;
if(Array.isArray(data3)){
if(data3.length < 1){
vErrors = put(vErrors, {instancePath:instancePath+"/specs",keyword:"minItems",params:{limit: 1}});
errors++;
}
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
if(typeof data3[i0] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/specs/" + i0,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/specs",keyword:"type",params:{type: "array"}});
errors++;
}
}
if(data.output !== undefined && func0.call(data, "output")){
if(typeof data.output !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/output",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.environments !== undefined && func0.call(data, "environments")){
let data6 = data.environments;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key1 of Object.keys(data6)){
if(!(validate209(data6[key1], {instancePath:instancePath+"/environments/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data6,parentDataProperty:key1,rootData}))){
vErrors = join(vErrors, validate209.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/environments",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.defaults !== undefined && func0.call(data, "defaults")){
if(!(validate182(data.defaults, {instancePath:instancePath+"/defaults",parentData:data,parentDataProperty:"defaults",rootData}))){
vErrors = join(vErrors, validate182.errors);
errors = vErrors.length;
}
}
if(data.tiers !== undefined && func0.call(data, "tiers")){
let data9 = data.tiers;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key2 of Object.keys(data9)){
if(!((((key2 === "critical") || (key2 === "high")) || (key2 === "standard")) || (key2 === "best-effort"))){
vErrors = put(vErrors, {instancePath:instancePath+"/tiers",keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
if(data9.critical !== undefined && func0.call(data9, "critical")){
if(!(validate182(data9.critical, {instancePath:instancePath+"/tiers/critical",parentData:data9,parentDataProperty:"critical",rootData}))){
vErrors = join(vErrors, validate182.errors);
errors = vErrors.length;
}
}
if(data9.high !== undefined && func0.call(data9, "high")){
if(!(validate182(data9.high, {instancePath:instancePath+"/tiers/high",parentData:data9,parentDataProperty:"high",rootData}))){
vErrors = join(vErrors, validate182.errors);
errors = vErrors.length;
}
}
if(data9.standard !== undefined && func0.call(data9, "standard")){
if(!(validate182(data9.standard, {instancePath:instancePath+"/tiers/standard",parentData:data9,parentDataProperty:"standard",rootData}))){
vErrors = join(vErrors, validate182.errors);
errors = vErrors.length;
}
}
if(data9["best-effort"] !== undefined && func0.call(data9, "best-effort")){
if(!(validate182(data9["best-effort"], {instancePath:instancePath+"/tiers/best-effort",parentData:data9,parentDataProperty:"best-effort",rootData}))){
vErrors = join(vErrors, validate182.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/tiers",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.teams !== undefined && func0.call(data, "teams")){
let data14 = data.teams;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
for(const key3 of Object.keys(data14)){
if(!(validate258(data14[key3], {instancePath:instancePath+"/teams/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data14,parentDataProperty:key3,rootData}))){
vErrors = join(vErrors, validate258.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/teams",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.receivers !== undefined && func0.call(data, "receivers")){
let data16 = data.receivers;
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
for(const key4 of Object.keys(data16)){
if(!(validate264(data16[key4], {instancePath:instancePath+"/receivers/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data16,parentDataProperty:key4,rootData}))){
vErrors = join(vErrors, validate264.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/receivers",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.routing !== undefined && func0.call(data, "routing")){
let data18 = data.routing;
if(data18 && typeof data18 == "object" && !Array.isArray(data18)){
for(const key5 of Object.keys(data18)){
if(!(((((key5 === "default") || (key5 === "groupBy")) || (key5 === "groupWait")) || (key5 === "groupInterval")) || (key5 === "repeatInterval"))){
vErrors = put(vErrors, {instancePath:instancePath+"/routing",keyword:"additionalProperties",params:{additionalProperty: key5}});
errors++;
}
}
if(data18.default !== undefined && func0.call(data18, "default")){
if(typeof data18.default !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/routing/default",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data18.groupBy !== undefined && func0.call(data18, "groupBy")){
let data20 = data18.groupBy;
if(Array.isArray(data20)){
if(data20.length < 1){
vErrors = put(vErrors, {instancePath:instancePath+"/routing/groupBy",keyword:"minItems",params:{limit: 1}});
errors++;
}
const len1 = data20.length;
for(let i1=0; i1<len1; i1++){
if(typeof data20[i1] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/routing/groupBy/" + i1,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/routing/groupBy",keyword:"type",params:{type: "array"}});
errors++;
}
}
if(data18.groupWait !== undefined && func0.call(data18, "groupWait")){
if(typeof data18.groupWait !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/routing/groupWait",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data18.groupInterval !== undefined && func0.call(data18, "groupInterval")){
if(typeof data18.groupInterval !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/routing/groupInterval",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data18.repeatInterval !== undefined && func0.call(data18, "repeatInterval")){
if(typeof data18.repeatInterval !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/routing/repeatInterval",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/routing",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.severities !== undefined && func0.call(data, "severities")){
let data25 = data.severities;
if(data25 && typeof data25 == "object" && !Array.isArray(data25)){
for(const key6 of Object.keys(data25)){
if(!(((key6 === "page") || (key6 === "ticket")) || (key6 === "info"))){
vErrors = put(vErrors, {instancePath:instancePath+"/severities",keyword:"additionalProperties",params:{additionalProperty: key6}});
errors++;
}
}
if(data25.page !== undefined && func0.call(data25, "page")){
if(typeof data25.page !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/severities/page",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data25.ticket !== undefined && func0.call(data25, "ticket")){
if(typeof data25.ticket !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/severities/ticket",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data25.info !== undefined && func0.call(data25, "info")){
if(typeof data25.info !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/severities/info",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/severities",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.destinations !== undefined && func0.call(data, "destinations")){
let data29 = data.destinations;
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
for(const key7 of Object.keys(data29)){
if(!(validate266(data29[key7], {instancePath:instancePath+"/destinations/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data29,parentDataProperty:key7,rootData}))){
vErrors = join(vErrors, validate266.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/destinations",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.hours !== undefined && func0.call(data, "hours")){
let data31 = data.hours;
if(data31 && typeof data31 == "object" && !Array.isArray(data31)){
for(const key8 of Object.keys(data31)){
if(!(validate268(data31[key8], {instancePath:instancePath+"/hours/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data31,parentDataProperty:key8,rootData}))){
vErrors = join(vErrors, validate268.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/hours",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.targets !== undefined && func0.call(data, "targets")){
if(!(validate270(data.targets, {instancePath:instancePath+"/targets",parentData:data,parentDataProperty:"targets",rootData}))){
vErrors = join(vErrors, validate270.errors);
errors = vErrors.length;
}
}
if(data.policy !== undefined && func0.call(data, "policy")){
let data34 = data.policy;
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
for(const key9 of Object.keys(data34)){
if(!(((key9 === "typescript") || (key9 === "rules")) || (key9 === "locked"))){
vErrors = put(vErrors, {instancePath:instancePath+"/policy",keyword:"additionalProperties",params:{additionalProperty: key9}});
errors++;
}
}
if(data34.typescript !== undefined && func0.call(data34, "typescript")){
let data35 = data34.typescript;
if(typeof data35 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/policy/typescript",keyword:"type",params:{type: "string"}});
errors++;
}
if(!(((data35 === "off") || (data35 === "project")) || (data35 === "any"))){
vErrors = put(vErrors, {instancePath:instancePath+"/policy/typescript",keyword:"enum",params:{allowedValues: schema158.properties.policy.properties.typescript.enum}});
errors++;
}
}
if(data34.rules !== undefined && func0.call(data34, "rules")){
let data36 = data34.rules;
if(data36 && typeof data36 == "object" && !Array.isArray(data36)){
for(const key10 of Object.keys(data36)){
let data37 = data36[key10];
if(typeof data37 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/policy/rules/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "string"}});
errors++;
}
if(!((((data37 === "none") || (data37 === "info")) || (data37 === "warning")) || (data37 === "error"))){
vErrors = put(vErrors, {instancePath:instancePath+"/policy/rules/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"enum",params:{allowedValues: schema158.properties.policy.properties.rules.additionalProperties.enum}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/policy/rules",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data34.locked !== undefined && func0.call(data34, "locked")){
let data38 = data34.locked;
if(Array.isArray(data38)){
const len2 = data38.length;
for(let i2=0; i2<len2; i2++){
let data39 = data38[i2];
if(typeof data39 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/policy/locked/" + i2,keyword:"type",params:{type: "string"}});
errors++;
}
if(typeof data39 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/policy/locked/" + i2,keyword:"type",params:{type: "string"}});
errors++;
}
}
let i3 = data38.length;
let j0;
if(i3 > 1){
const indices0 = {};
for(;i3--;){
let item0 = data38[i3];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
vErrors = put(vErrors, {instancePath:instancePath+"/policy/locked",keyword:"uniqueItems",params:{i: i3, j: j0}});
errors++;
break;
}
indices0[item0] = i3;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/policy/locked",keyword:"type",params:{type: "array"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/policy",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.budgets !== undefined && func0.call(data, "budgets")){
if(!(validate281(data.budgets, {instancePath:instancePath+"/budgets",parentData:data,parentDataProperty:"budgets",rootData}))){
vErrors = join(vErrors, validate281.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate208.errors = vErrors;
return errors === 0;
}

export const kit = validate284;
const schema188 = {"type":"object","required":["version","kit"],"additionalProperties":false,"properties":{"version":{"const":1,"type":"integer"},"kit":{"$ref":"#/definitions/common.name"},"description":{"type":"string"},"parameters":{"type":"object","propertyNames":{},"additionalProperties":{"$ref":"#/definitions/kit.parameter"}},"links":{"$ref":"#/definitions/layer.links"},"labels":{"$ref":"#/definitions/layer.labels"},"match":{"$ref":"#/definitions/layer.match"},"traffic":{"$ref":"#/definitions/layer.traffic"},"dependsOn":{"$ref":"#/definitions/layer.dependsOn"},"kubernetes":{"$ref":"#/definitions/layer.kubernetes"},"aws":{"$ref":"#/definitions/layer.aws"},"targets":{"$ref":"#/definitions/layer.targets"},"slis":{"$ref":"#/definitions/layer.slis"},"window":{"$ref":"#/definitions/layer.window"},"alerting":{"$ref":"#/definitions/layer.alerting"},"slos":{"$ref":"#/definitions/layer.slos"},"sla":{"$ref":"#/definitions/layer.sla"},"maintenance":{"$ref":"#/definitions/layer.maintenance"},"corrections":{"$ref":"#/definitions/layer.corrections"},"alerts":{"$ref":"#/definitions/layer.alerts"},"anomalies":{"$ref":"#/definitions/layer.anomalies"},"metrics":{"$ref":"#/definitions/layer.metrics"},"logs":{"$ref":"#/definitions/layer.logs"},"traces":{"$ref":"#/definitions/layer.traces"},"rum":{"$ref":"#/definitions/layer.rum"},"dashboards":{"$ref":"#/definitions/layer.dashboards"},"budgets":{"$ref":"#/definitions/layer.budgets"},"chaos":{"$ref":"#/definitions/layer.chaos"}}};
const schema190 = {"type":"object","required":["type"],"additionalProperties":false,"properties":{"type":{"enum":["text","name","alertname","number","integer","boolean","duration","percentage","objective","rate","size","money","selector","promql","regex","metric-name","label-name","attribute-name","schedule","timezone","instant","date","time-of-day","url","path"],"type":"string"},"default":{"type":["string","number","boolean"]},"help":{"type":"string"}}};

function validate285(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.type === undefined) || (!(func0.call(data, "type")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "type"}});
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((key0 === "type") || (key0 === "default")) || (key0 === "help"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}});
errors++;
}
if(!(((((((((((((((((((((((((data0 === "text") || (data0 === "name")) || (data0 === "alertname")) || (data0 === "number")) || (data0 === "integer")) || (data0 === "boolean")) || (data0 === "duration")) || (data0 === "percentage")) || (data0 === "objective")) || (data0 === "rate")) || (data0 === "size")) || (data0 === "money")) || (data0 === "selector")) || (data0 === "promql")) || (data0 === "regex")) || (data0 === "metric-name")) || (data0 === "label-name")) || (data0 === "attribute-name")) || (data0 === "schedule")) || (data0 === "timezone")) || (data0 === "instant")) || (data0 === "date")) || (data0 === "time-of-day")) || (data0 === "url")) || (data0 === "path"))){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"enum",params:{allowedValues: schema190.properties.type.enum}});
errors++;
}
}
if(data.default !== undefined && func0.call(data, "default")){
let data1 = data.default;
if(((typeof data1 !== "string") && (!((typeof data1 == "number") && (isFinite(data1))))) && (typeof data1 !== "boolean")){
vErrors = put(vErrors, {instancePath:instancePath+"/default",keyword:"type",params:{type: schema190.properties.default.type}});
errors++;
}
}
if(data.help !== undefined && func0.call(data, "help")){
if(typeof data.help !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/help",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate285.errors = vErrors;
return errors === 0;
}


function validate284(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.version === undefined) || (!(func0.call(data, "version")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "version"}});
errors++;
}
if((data.kit === undefined) || (!(func0.call(data, "kit")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "kit"}});
errors++;
}
for(const key0 of Object.keys(data)){
if(!(func0.call(schema188.properties, key0))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.version !== undefined && func0.call(data, "version")){
let data0 = data.version;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
vErrors = put(vErrors, {instancePath:instancePath+"/version",keyword:"type",params:{type: "integer"}});
errors++;
}
if(1 !== data0){
vErrors = put(vErrors, {instancePath:instancePath+"/version",keyword:"const",params:{allowedValue: 1}});
errors++;
}
}
if(data.kit !== undefined && func0.call(data, "kit")){
if(typeof data.kit !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/kit",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.parameters !== undefined && func0.call(data, "parameters")){
let data3 = data.parameters;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key1 of Object.keys(data3)){
if(!(validate285(data3[key1], {instancePath:instancePath+"/parameters/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data3,parentDataProperty:key1,rootData}))){
vErrors = join(vErrors, validate285.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/parameters",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.links !== undefined && func0.call(data, "links")){
if(!(validate20(data.links, {instancePath:instancePath+"/links",parentData:data,parentDataProperty:"links",rootData}))){
vErrors = join(vErrors, validate20.errors);
errors = vErrors.length;
}
}
if(data.labels !== undefined && func0.call(data, "labels")){
if(!(validate22(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate22.errors);
errors = vErrors.length;
}
}
if(data.match !== undefined && func0.call(data, "match")){
if(!(validate24(data.match, {instancePath:instancePath+"/match",parentData:data,parentDataProperty:"match",rootData}))){
vErrors = join(vErrors, validate24.errors);
errors = vErrors.length;
}
}
if(data.traffic !== undefined && func0.call(data, "traffic")){
if(typeof data.traffic !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/traffic",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.dependsOn !== undefined && func0.call(data, "dependsOn")){
if(!(validate28(data.dependsOn, {instancePath:instancePath+"/dependsOn",parentData:data,parentDataProperty:"dependsOn",rootData}))){
vErrors = join(vErrors, validate28.errors);
errors = vErrors.length;
}
}
if(data.kubernetes !== undefined && func0.call(data, "kubernetes")){
if(!(validate30(data.kubernetes, {instancePath:instancePath+"/kubernetes",parentData:data,parentDataProperty:"kubernetes",rootData}))){
vErrors = join(vErrors, validate30.errors);
errors = vErrors.length;
}
}
if(data.aws !== undefined && func0.call(data, "aws")){
if(!(validate34(data.aws, {instancePath:instancePath+"/aws",parentData:data,parentDataProperty:"aws",rootData}))){
vErrors = join(vErrors, validate34.errors);
errors = vErrors.length;
}
}
if(data.targets !== undefined && func0.call(data, "targets")){
if(!(validate39(data.targets, {instancePath:instancePath+"/targets",parentData:data,parentDataProperty:"targets",rootData}))){
vErrors = join(vErrors, validate39.errors);
errors = vErrors.length;
}
}
if(data.slis !== undefined && func0.call(data, "slis")){
if(!(validate41(data.slis, {instancePath:instancePath+"/slis",parentData:data,parentDataProperty:"slis",rootData}))){
vErrors = join(vErrors, validate41.errors);
errors = vErrors.length;
}
}
if(data.window !== undefined && func0.call(data, "window")){
if(!(validate77(data.window, {instancePath:instancePath+"/window",parentData:data,parentDataProperty:"window",rootData}))){
vErrors = join(vErrors, validate77.errors);
errors = vErrors.length;
}
}
if(data.alerting !== undefined && func0.call(data, "alerting")){
if(!(validate79(data.alerting, {instancePath:instancePath+"/alerting",parentData:data,parentDataProperty:"alerting",rootData}))){
vErrors = join(vErrors, validate79.errors);
errors = vErrors.length;
}
}
if(data.slos !== undefined && func0.call(data, "slos")){
if(!(validate95(data.slos, {instancePath:instancePath+"/slos",parentData:data,parentDataProperty:"slos",rootData}))){
vErrors = join(vErrors, validate95.errors);
errors = vErrors.length;
}
}
if(data.sla !== undefined && func0.call(data, "sla")){
if(!(validate110(data.sla, {instancePath:instancePath+"/sla",parentData:data,parentDataProperty:"sla",rootData}))){
vErrors = join(vErrors, validate110.errors);
errors = vErrors.length;
}
}
if(data.maintenance !== undefined && func0.call(data, "maintenance")){
if(!(validate112(data.maintenance, {instancePath:instancePath+"/maintenance",parentData:data,parentDataProperty:"maintenance",rootData}))){
vErrors = join(vErrors, validate112.errors);
errors = vErrors.length;
}
}
if(data.corrections !== undefined && func0.call(data, "corrections")){
if(!(validate116(data.corrections, {instancePath:instancePath+"/corrections",parentData:data,parentDataProperty:"corrections",rootData}))){
vErrors = join(vErrors, validate116.errors);
errors = vErrors.length;
}
}
if(data.alerts !== undefined && func0.call(data, "alerts")){
if(!(validate121(data.alerts, {instancePath:instancePath+"/alerts",parentData:data,parentDataProperty:"alerts",rootData}))){
vErrors = join(vErrors, validate121.errors);
errors = vErrors.length;
}
}
if(data.anomalies !== undefined && func0.call(data, "anomalies")){
if(!(validate135(data.anomalies, {instancePath:instancePath+"/anomalies",parentData:data,parentDataProperty:"anomalies",rootData}))){
vErrors = join(vErrors, validate135.errors);
errors = vErrors.length;
}
}
if(data.metrics !== undefined && func0.call(data, "metrics")){
if(!(validate144(data.metrics, {instancePath:instancePath+"/metrics",parentData:data,parentDataProperty:"metrics",rootData}))){
vErrors = join(vErrors, validate144.errors);
errors = vErrors.length;
}
}
if(data.logs !== undefined && func0.call(data, "logs")){
if(!(validate148(data.logs, {instancePath:instancePath+"/logs",parentData:data,parentDataProperty:"logs",rootData}))){
vErrors = join(vErrors, validate148.errors);
errors = vErrors.length;
}
}
if(data.traces !== undefined && func0.call(data, "traces")){
if(!(validate152(data.traces, {instancePath:instancePath+"/traces",parentData:data,parentDataProperty:"traces",rootData}))){
vErrors = join(vErrors, validate152.errors);
errors = vErrors.length;
}
}
if(data.rum !== undefined && func0.call(data, "rum")){
if(!(validate155(data.rum, {instancePath:instancePath+"/rum",parentData:data,parentDataProperty:"rum",rootData}))){
vErrors = join(vErrors, validate155.errors);
errors = vErrors.length;
}
}
if(data.dashboards !== undefined && func0.call(data, "dashboards")){
if(!(validate157(data.dashboards, {instancePath:instancePath+"/dashboards",parentData:data,parentDataProperty:"dashboards",rootData}))){
vErrors = join(vErrors, validate157.errors);
errors = vErrors.length;
}
}
if(data.budgets !== undefined && func0.call(data, "budgets")){
if(!(validate166(data.budgets, {instancePath:instancePath+"/budgets",parentData:data,parentDataProperty:"budgets",rootData}))){
vErrors = join(vErrors, validate166.errors);
errors = vErrors.length;
}
}
if(data.chaos !== undefined && func0.call(data, "chaos")){
if(!(validate170(data.chaos, {instancePath:instancePath+"/chaos",parentData:data,parentDataProperty:"chaos",rootData}))){
vErrors = join(vErrors, validate170.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate284.errors = vErrors;
return errors === 0;
}

export const layer = validate310;

function validate310(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(func0.call(schema156.properties, key0))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.links !== undefined && func0.call(data, "links")){
if(!(validate20(data.links, {instancePath:instancePath+"/links",parentData:data,parentDataProperty:"links",rootData}))){
vErrors = join(vErrors, validate20.errors);
errors = vErrors.length;
}
}
if(data.labels !== undefined && func0.call(data, "labels")){
if(!(validate22(data.labels, {instancePath:instancePath+"/labels",parentData:data,parentDataProperty:"labels",rootData}))){
vErrors = join(vErrors, validate22.errors);
errors = vErrors.length;
}
}
if(data.match !== undefined && func0.call(data, "match")){
if(!(validate24(data.match, {instancePath:instancePath+"/match",parentData:data,parentDataProperty:"match",rootData}))){
vErrors = join(vErrors, validate24.errors);
errors = vErrors.length;
}
}
if(data.vars !== undefined && func0.call(data, "vars")){
if(!(validate26(data.vars, {instancePath:instancePath+"/vars",parentData:data,parentDataProperty:"vars",rootData}))){
vErrors = join(vErrors, validate26.errors);
errors = vErrors.length;
}
}
if(data.traffic !== undefined && func0.call(data, "traffic")){
if(typeof data.traffic !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/traffic",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.dependsOn !== undefined && func0.call(data, "dependsOn")){
if(!(validate28(data.dependsOn, {instancePath:instancePath+"/dependsOn",parentData:data,parentDataProperty:"dependsOn",rootData}))){
vErrors = join(vErrors, validate28.errors);
errors = vErrors.length;
}
}
if(data.kubernetes !== undefined && func0.call(data, "kubernetes")){
if(!(validate30(data.kubernetes, {instancePath:instancePath+"/kubernetes",parentData:data,parentDataProperty:"kubernetes",rootData}))){
vErrors = join(vErrors, validate30.errors);
errors = vErrors.length;
}
}
if(data.aws !== undefined && func0.call(data, "aws")){
if(!(validate34(data.aws, {instancePath:instancePath+"/aws",parentData:data,parentDataProperty:"aws",rootData}))){
vErrors = join(vErrors, validate34.errors);
errors = vErrors.length;
}
}
if(data.targets !== undefined && func0.call(data, "targets")){
if(!(validate39(data.targets, {instancePath:instancePath+"/targets",parentData:data,parentDataProperty:"targets",rootData}))){
vErrors = join(vErrors, validate39.errors);
errors = vErrors.length;
}
}
if(data.slis !== undefined && func0.call(data, "slis")){
if(!(validate41(data.slis, {instancePath:instancePath+"/slis",parentData:data,parentDataProperty:"slis",rootData}))){
vErrors = join(vErrors, validate41.errors);
errors = vErrors.length;
}
}
if(data.window !== undefined && func0.call(data, "window")){
if(!(validate77(data.window, {instancePath:instancePath+"/window",parentData:data,parentDataProperty:"window",rootData}))){
vErrors = join(vErrors, validate77.errors);
errors = vErrors.length;
}
}
if(data.alerting !== undefined && func0.call(data, "alerting")){
if(!(validate79(data.alerting, {instancePath:instancePath+"/alerting",parentData:data,parentDataProperty:"alerting",rootData}))){
vErrors = join(vErrors, validate79.errors);
errors = vErrors.length;
}
}
if(data.slos !== undefined && func0.call(data, "slos")){
if(!(validate95(data.slos, {instancePath:instancePath+"/slos",parentData:data,parentDataProperty:"slos",rootData}))){
vErrors = join(vErrors, validate95.errors);
errors = vErrors.length;
}
}
if(data.sla !== undefined && func0.call(data, "sla")){
if(!(validate110(data.sla, {instancePath:instancePath+"/sla",parentData:data,parentDataProperty:"sla",rootData}))){
vErrors = join(vErrors, validate110.errors);
errors = vErrors.length;
}
}
if(data.maintenance !== undefined && func0.call(data, "maintenance")){
if(!(validate112(data.maintenance, {instancePath:instancePath+"/maintenance",parentData:data,parentDataProperty:"maintenance",rootData}))){
vErrors = join(vErrors, validate112.errors);
errors = vErrors.length;
}
}
if(data.corrections !== undefined && func0.call(data, "corrections")){
if(!(validate116(data.corrections, {instancePath:instancePath+"/corrections",parentData:data,parentDataProperty:"corrections",rootData}))){
vErrors = join(vErrors, validate116.errors);
errors = vErrors.length;
}
}
if(data.alerts !== undefined && func0.call(data, "alerts")){
if(!(validate121(data.alerts, {instancePath:instancePath+"/alerts",parentData:data,parentDataProperty:"alerts",rootData}))){
vErrors = join(vErrors, validate121.errors);
errors = vErrors.length;
}
}
if(data.anomalies !== undefined && func0.call(data, "anomalies")){
if(!(validate135(data.anomalies, {instancePath:instancePath+"/anomalies",parentData:data,parentDataProperty:"anomalies",rootData}))){
vErrors = join(vErrors, validate135.errors);
errors = vErrors.length;
}
}
if(data.metrics !== undefined && func0.call(data, "metrics")){
if(!(validate144(data.metrics, {instancePath:instancePath+"/metrics",parentData:data,parentDataProperty:"metrics",rootData}))){
vErrors = join(vErrors, validate144.errors);
errors = vErrors.length;
}
}
if(data.logs !== undefined && func0.call(data, "logs")){
if(!(validate148(data.logs, {instancePath:instancePath+"/logs",parentData:data,parentDataProperty:"logs",rootData}))){
vErrors = join(vErrors, validate148.errors);
errors = vErrors.length;
}
}
if(data.traces !== undefined && func0.call(data, "traces")){
if(!(validate152(data.traces, {instancePath:instancePath+"/traces",parentData:data,parentDataProperty:"traces",rootData}))){
vErrors = join(vErrors, validate152.errors);
errors = vErrors.length;
}
}
if(data.rum !== undefined && func0.call(data, "rum")){
if(!(validate155(data.rum, {instancePath:instancePath+"/rum",parentData:data,parentDataProperty:"rum",rootData}))){
vErrors = join(vErrors, validate155.errors);
errors = vErrors.length;
}
}
if(data.dashboards !== undefined && func0.call(data, "dashboards")){
if(!(validate157(data.dashboards, {instancePath:instancePath+"/dashboards",parentData:data,parentDataProperty:"dashboards",rootData}))){
vErrors = join(vErrors, validate157.errors);
errors = vErrors.length;
}
}
if(data.budgets !== undefined && func0.call(data, "budgets")){
if(!(validate166(data.budgets, {instancePath:instancePath+"/budgets",parentData:data,parentDataProperty:"budgets",rootData}))){
vErrors = join(vErrors, validate166.errors);
errors = vErrors.length;
}
}
if(data.chaos !== undefined && func0.call(data, "chaos")){
if(!(validate170(data.chaos, {instancePath:instancePath+"/chaos",parentData:data,parentDataProperty:"chaos",rootData}))){
vErrors = join(vErrors, validate170.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate310.errors = vErrors;
return errors === 0;
}

export const complete = validate335;
const schema194 = {"type":"object","required":["service"],"properties":{"service":{"$ref":"#/definitions/common.name"},"slis":{"type":"object","additionalProperties":{"$ref":"#/definitions/sli"}},"slos":{"type":"object","additionalProperties":{"$ref":"#/definitions/slo"}},"sla":{"$ref":"#/definitions/sla"},"maintenance":{"type":"object","additionalProperties":{"$ref":"#/definitions/maintenance"}},"corrections":{"type":"object","additionalProperties":{"$ref":"#/definitions/correction"}},"alerts":{"type":"object","additionalProperties":{"$ref":"#/definitions/alert"}},"anomalies":{"type":"object","additionalProperties":{"$ref":"#/definitions/anomaly"}},"metrics":{"type":"object","properties":{"declare":{"type":"object","additionalProperties":{"$ref":"#/definitions/metric"}}}},"chaos":{"type":"object","additionalProperties":{"$ref":"#/definitions/experiment"}}}};
const schema196 = {"type":"object","required":["type"],"discriminator":{"propertyName":"type"},"oneOf":[{"$ref":"#/definitions/sliAvailability"},{"$ref":"#/definitions/sliCorrectness"},{"$ref":"#/definitions/sliErrorRate"},{"$ref":"#/definitions/sliLatency"},{"$ref":"#/definitions/sliThroughput"},{"$ref":"#/definitions/sliFreshness"},{"$ref":"#/definitions/sliCustom"}]};
const schema197 = {"type":"object","additionalProperties":false,"properties":{"type":{"const":"availability","type":"string"},"description":{"$ref":"#/definitions/sli.sli.description"},"groupBy":{"$ref":"#/definitions/sli.sli.groupBy"},"match":{"$ref":"#/definitions/sli.sli.match"},"prometheus":{"type":"object","x-needs":[{"any":[["total","good"],["total","bad"],["good","bad"],["gauge"]],"say":"two of `total`, `good` and `bad`, or `gauge`"}],"x-exclusive":[{"of":[["total","good","bad"],["gauge"]]},{"of":[["good"],["bad"]],"given":"total"}],"additionalProperties":false,"properties":{"total":{"$ref":"#/definitions/sli.prometheusSource.total"},"good":{"$ref":"#/definitions/sli.prometheusSource.good"},"bad":{"$ref":"#/definitions/sli.prometheusSource.bad"},"gauge":{"$ref":"#/definitions/sli.prometheusSource.gauge"},"unit":{"$ref":"#/definitions/sli.prometheusSource.unit"},"interval":{"$ref":"#/definitions/sli.prometheusSource.interval"}}},"cloudwatch":{"type":"object","required":["namespace"],"x-needs":[{"any":[["total","good"],["total","bad"],["good","bad"],["gauge"]],"say":"two of `total`, `good` and `bad`, or `gauge`"}],"x-exclusive":[{"of":[["total","good","bad"],["gauge"]]},{"of":[["good"],["bad"]],"given":"total"}],"additionalProperties":false,"properties":{"namespace":{"$ref":"#/definitions/sli.cloudwatchSource.namespace"},"dimensions":{"$ref":"#/definitions/sli.cloudwatchSource.dimensions"},"total":{"$ref":"#/definitions/sli.cloudwatchSource.total"},"good":{"$ref":"#/definitions/sli.cloudwatchSource.good"},"bad":{"$ref":"#/definitions/sli.cloudwatchSource.bad"},"gauge":{"$ref":"#/definitions/sli.cloudwatchSource.gauge"},"statistic":{"$ref":"#/definitions/sli.cloudwatchSource.statistic"},"unit":{"$ref":"#/definitions/sli.cloudwatchSource.unit"}}}},"required":["type"],"x-needs":[{"any":[["prometheus"],["cloudwatch"]],"say":"a source: `prometheus` or `cloudwatch`"}]};

function validate337(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.type === undefined) || (!(func0.call(data, "type")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "type"}});
errors++;
}
for(const key0 of Object.keys(data)){
if(!((((((key0 === "type") || (key0 === "description")) || (key0 === "groupBy")) || (key0 === "match")) || (key0 === "prometheus")) || (key0 === "cloudwatch"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}});
errors++;
}
if("availability" !== data0){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "availability"}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.groupBy !== undefined && func0.call(data, "groupBy")){
if(!(validate43(data.groupBy, {instancePath:instancePath+"/groupBy",parentData:data,parentDataProperty:"groupBy",rootData}))){
vErrors = join(vErrors, validate43.errors);
errors = vErrors.length;
}
}
if(data.match !== undefined && func0.call(data, "match")){
if(!(validate45(data.match, {instancePath:instancePath+"/match",parentData:data,parentDataProperty:"match",rootData}))){
vErrors = join(vErrors, validate45.errors);
errors = vErrors.length;
}
}
if(data.prometheus !== undefined && func0.call(data, "prometheus")){
let data4 = data.prometheus;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 of Object.keys(data4)){
if(!((((((key1 === "total") || (key1 === "good")) || (key1 === "bad")) || (key1 === "gauge")) || (key1 === "unit")) || (key1 === "interval"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data4.total !== undefined && func0.call(data4, "total")){
if(!(validate50(data4.total, {instancePath:instancePath+"/prometheus/total",parentData:data4,parentDataProperty:"total",rootData}))){
vErrors = join(vErrors, validate50.errors);
errors = vErrors.length;
}
}
if(data4.good !== undefined && func0.call(data4, "good")){
if(!(validate52(data4.good, {instancePath:instancePath+"/prometheus/good",parentData:data4,parentDataProperty:"good",rootData}))){
vErrors = join(vErrors, validate52.errors);
errors = vErrors.length;
}
}
if(data4.bad !== undefined && func0.call(data4, "bad")){
if(!(validate54(data4.bad, {instancePath:instancePath+"/prometheus/bad",parentData:data4,parentDataProperty:"bad",rootData}))){
vErrors = join(vErrors, validate54.errors);
errors = vErrors.length;
}
}
if(data4.gauge !== undefined && func0.call(data4, "gauge")){
if(typeof data4.gauge !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/gauge",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data4.unit !== undefined && func0.call(data4, "unit")){
if(!(validate58(data4.unit, {instancePath:instancePath+"/prometheus/unit",parentData:data4,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate58.errors);
errors = vErrors.length;
}
}
if(data4.interval !== undefined && func0.call(data4, "interval")){
if(typeof data4.interval !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/interval",keyword:"type",params:{type: "string"}});
errors++;
}
}
if((((Object.prototype.hasOwnProperty.call(data4, "total")) || (Object.prototype.hasOwnProperty.call(data4, "good"))) || (Object.prototype.hasOwnProperty.call(data4, "bad"))) && (Object.prototype.hasOwnProperty.call(data4, "gauge"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-exclusive",params:{"of":[["total","good","bad"],["gauge"]]}});
errors++;
}
if((Object.prototype.hasOwnProperty.call(data4, "total")) && ((Object.prototype.hasOwnProperty.call(data4, "good")) && (Object.prototype.hasOwnProperty.call(data4, "bad")))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-exclusive",params:{"of":[["good"],["bad"]],"given":"total"}});
errors++;
}
if(!(((((Object.prototype.hasOwnProperty.call(data4, "total")) && (Object.prototype.hasOwnProperty.call(data4, "good"))) || ((Object.prototype.hasOwnProperty.call(data4, "total")) && (Object.prototype.hasOwnProperty.call(data4, "bad")))) || ((Object.prototype.hasOwnProperty.call(data4, "good")) && (Object.prototype.hasOwnProperty.call(data4, "bad")))) || (Object.prototype.hasOwnProperty.call(data4, "gauge")))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-needs",params:{say: "two of `total`, `good` and `bad`, or `gauge`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.cloudwatch !== undefined && func0.call(data, "cloudwatch")){
let data11 = data.cloudwatch;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if((data11.namespace === undefined) || (!(func0.call(data11, "namespace")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"required",params:{missingProperty: "namespace"}});
errors++;
}
for(const key2 of Object.keys(data11)){
if(!((((((((key2 === "namespace") || (key2 === "dimensions")) || (key2 === "total")) || (key2 === "good")) || (key2 === "bad")) || (key2 === "gauge")) || (key2 === "statistic")) || (key2 === "unit"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
if(data11.namespace !== undefined && func0.call(data11, "namespace")){
if(typeof data11.namespace !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/namespace",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data11.dimensions !== undefined && func0.call(data11, "dimensions")){
if(!(validate62(data11.dimensions, {instancePath:instancePath+"/cloudwatch/dimensions",parentData:data11,parentDataProperty:"dimensions",rootData}))){
vErrors = join(vErrors, validate62.errors);
errors = vErrors.length;
}
}
if(data11.total !== undefined && func0.call(data11, "total")){
if(!(validate64(data11.total, {instancePath:instancePath+"/cloudwatch/total",parentData:data11,parentDataProperty:"total",rootData}))){
vErrors = join(vErrors, validate64.errors);
errors = vErrors.length;
}
}
if(data11.good !== undefined && func0.call(data11, "good")){
if(!(validate66(data11.good, {instancePath:instancePath+"/cloudwatch/good",parentData:data11,parentDataProperty:"good",rootData}))){
vErrors = join(vErrors, validate66.errors);
errors = vErrors.length;
}
}
if(data11.bad !== undefined && func0.call(data11, "bad")){
if(!(validate68(data11.bad, {instancePath:instancePath+"/cloudwatch/bad",parentData:data11,parentDataProperty:"bad",rootData}))){
vErrors = join(vErrors, validate68.errors);
errors = vErrors.length;
}
}
if(data11.gauge !== undefined && func0.call(data11, "gauge")){
if(typeof data11.gauge !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/gauge",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data11.statistic !== undefined && func0.call(data11, "statistic")){
if(typeof data11.statistic !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/statistic",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data11.unit !== undefined && func0.call(data11, "unit")){
if(!(validate72(data11.unit, {instancePath:instancePath+"/cloudwatch/unit",parentData:data11,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate72.errors);
errors = vErrors.length;
}
}
if((((Object.prototype.hasOwnProperty.call(data11, "total")) || (Object.prototype.hasOwnProperty.call(data11, "good"))) || (Object.prototype.hasOwnProperty.call(data11, "bad"))) && (Object.prototype.hasOwnProperty.call(data11, "gauge"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-exclusive",params:{"of":[["total","good","bad"],["gauge"]]}});
errors++;
}
if((Object.prototype.hasOwnProperty.call(data11, "total")) && ((Object.prototype.hasOwnProperty.call(data11, "good")) && (Object.prototype.hasOwnProperty.call(data11, "bad")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-exclusive",params:{"of":[["good"],["bad"]],"given":"total"}});
errors++;
}
if(!(((((Object.prototype.hasOwnProperty.call(data11, "total")) && (Object.prototype.hasOwnProperty.call(data11, "good"))) || ((Object.prototype.hasOwnProperty.call(data11, "total")) && (Object.prototype.hasOwnProperty.call(data11, "bad")))) || ((Object.prototype.hasOwnProperty.call(data11, "good")) && (Object.prototype.hasOwnProperty.call(data11, "bad")))) || (Object.prototype.hasOwnProperty.call(data11, "gauge")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-needs",params:{say: "two of `total`, `good` and `bad`, or `gauge`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(!((Object.prototype.hasOwnProperty.call(data, "prometheus")) || (Object.prototype.hasOwnProperty.call(data, "cloudwatch")))){
vErrors = put(vErrors, {instancePath,keyword:"x-needs",params:{say: "a source: `prometheus` or `cloudwatch`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate337.errors = vErrors;
return errors === 0;
}

const schema204 = {"type":"object","additionalProperties":false,"properties":{"type":{"const":"correctness","type":"string"},"description":{"$ref":"#/definitions/sli.sli.description"},"groupBy":{"$ref":"#/definitions/sli.sli.groupBy"},"match":{"$ref":"#/definitions/sli.sli.match"},"prometheus":{"type":"object","x-needs":[{"any":[["total","good"],["total","bad"],["good","bad"],["gauge"]],"say":"two of `total`, `good` and `bad`, or `gauge`"}],"x-exclusive":[{"of":[["total","good","bad"],["gauge"]]},{"of":[["good"],["bad"]],"given":"total"}],"additionalProperties":false,"properties":{"total":{"$ref":"#/definitions/sli.prometheusSource.total"},"good":{"$ref":"#/definitions/sli.prometheusSource.good"},"bad":{"$ref":"#/definitions/sli.prometheusSource.bad"},"gauge":{"$ref":"#/definitions/sli.prometheusSource.gauge"},"unit":{"$ref":"#/definitions/sli.prometheusSource.unit"},"interval":{"$ref":"#/definitions/sli.prometheusSource.interval"}}},"cloudwatch":{"type":"object","required":["namespace"],"x-needs":[{"any":[["total","good"],["total","bad"],["good","bad"],["gauge"]],"say":"two of `total`, `good` and `bad`, or `gauge`"}],"x-exclusive":[{"of":[["total","good","bad"],["gauge"]]},{"of":[["good"],["bad"]],"given":"total"}],"additionalProperties":false,"properties":{"namespace":{"$ref":"#/definitions/sli.cloudwatchSource.namespace"},"dimensions":{"$ref":"#/definitions/sli.cloudwatchSource.dimensions"},"total":{"$ref":"#/definitions/sli.cloudwatchSource.total"},"good":{"$ref":"#/definitions/sli.cloudwatchSource.good"},"bad":{"$ref":"#/definitions/sli.cloudwatchSource.bad"},"gauge":{"$ref":"#/definitions/sli.cloudwatchSource.gauge"},"statistic":{"$ref":"#/definitions/sli.cloudwatchSource.statistic"},"unit":{"$ref":"#/definitions/sli.cloudwatchSource.unit"}}}},"required":["type"],"x-needs":[{"any":[["prometheus"],["cloudwatch"]],"say":"a source: `prometheus` or `cloudwatch`"}]};

function validate349(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.type === undefined) || (!(func0.call(data, "type")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "type"}});
errors++;
}
for(const key0 of Object.keys(data)){
if(!((((((key0 === "type") || (key0 === "description")) || (key0 === "groupBy")) || (key0 === "match")) || (key0 === "prometheus")) || (key0 === "cloudwatch"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}});
errors++;
}
if("correctness" !== data0){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "correctness"}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.groupBy !== undefined && func0.call(data, "groupBy")){
if(!(validate43(data.groupBy, {instancePath:instancePath+"/groupBy",parentData:data,parentDataProperty:"groupBy",rootData}))){
vErrors = join(vErrors, validate43.errors);
errors = vErrors.length;
}
}
if(data.match !== undefined && func0.call(data, "match")){
if(!(validate45(data.match, {instancePath:instancePath+"/match",parentData:data,parentDataProperty:"match",rootData}))){
vErrors = join(vErrors, validate45.errors);
errors = vErrors.length;
}
}
if(data.prometheus !== undefined && func0.call(data, "prometheus")){
let data4 = data.prometheus;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 of Object.keys(data4)){
if(!((((((key1 === "total") || (key1 === "good")) || (key1 === "bad")) || (key1 === "gauge")) || (key1 === "unit")) || (key1 === "interval"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data4.total !== undefined && func0.call(data4, "total")){
if(!(validate50(data4.total, {instancePath:instancePath+"/prometheus/total",parentData:data4,parentDataProperty:"total",rootData}))){
vErrors = join(vErrors, validate50.errors);
errors = vErrors.length;
}
}
if(data4.good !== undefined && func0.call(data4, "good")){
if(!(validate52(data4.good, {instancePath:instancePath+"/prometheus/good",parentData:data4,parentDataProperty:"good",rootData}))){
vErrors = join(vErrors, validate52.errors);
errors = vErrors.length;
}
}
if(data4.bad !== undefined && func0.call(data4, "bad")){
if(!(validate54(data4.bad, {instancePath:instancePath+"/prometheus/bad",parentData:data4,parentDataProperty:"bad",rootData}))){
vErrors = join(vErrors, validate54.errors);
errors = vErrors.length;
}
}
if(data4.gauge !== undefined && func0.call(data4, "gauge")){
if(typeof data4.gauge !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/gauge",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data4.unit !== undefined && func0.call(data4, "unit")){
if(!(validate58(data4.unit, {instancePath:instancePath+"/prometheus/unit",parentData:data4,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate58.errors);
errors = vErrors.length;
}
}
if(data4.interval !== undefined && func0.call(data4, "interval")){
if(typeof data4.interval !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/interval",keyword:"type",params:{type: "string"}});
errors++;
}
}
if((((Object.prototype.hasOwnProperty.call(data4, "total")) || (Object.prototype.hasOwnProperty.call(data4, "good"))) || (Object.prototype.hasOwnProperty.call(data4, "bad"))) && (Object.prototype.hasOwnProperty.call(data4, "gauge"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-exclusive",params:{"of":[["total","good","bad"],["gauge"]]}});
errors++;
}
if((Object.prototype.hasOwnProperty.call(data4, "total")) && ((Object.prototype.hasOwnProperty.call(data4, "good")) && (Object.prototype.hasOwnProperty.call(data4, "bad")))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-exclusive",params:{"of":[["good"],["bad"]],"given":"total"}});
errors++;
}
if(!(((((Object.prototype.hasOwnProperty.call(data4, "total")) && (Object.prototype.hasOwnProperty.call(data4, "good"))) || ((Object.prototype.hasOwnProperty.call(data4, "total")) && (Object.prototype.hasOwnProperty.call(data4, "bad")))) || ((Object.prototype.hasOwnProperty.call(data4, "good")) && (Object.prototype.hasOwnProperty.call(data4, "bad")))) || (Object.prototype.hasOwnProperty.call(data4, "gauge")))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-needs",params:{say: "two of `total`, `good` and `bad`, or `gauge`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.cloudwatch !== undefined && func0.call(data, "cloudwatch")){
let data11 = data.cloudwatch;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if((data11.namespace === undefined) || (!(func0.call(data11, "namespace")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"required",params:{missingProperty: "namespace"}});
errors++;
}
for(const key2 of Object.keys(data11)){
if(!((((((((key2 === "namespace") || (key2 === "dimensions")) || (key2 === "total")) || (key2 === "good")) || (key2 === "bad")) || (key2 === "gauge")) || (key2 === "statistic")) || (key2 === "unit"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
if(data11.namespace !== undefined && func0.call(data11, "namespace")){
if(typeof data11.namespace !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/namespace",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data11.dimensions !== undefined && func0.call(data11, "dimensions")){
if(!(validate62(data11.dimensions, {instancePath:instancePath+"/cloudwatch/dimensions",parentData:data11,parentDataProperty:"dimensions",rootData}))){
vErrors = join(vErrors, validate62.errors);
errors = vErrors.length;
}
}
if(data11.total !== undefined && func0.call(data11, "total")){
if(!(validate64(data11.total, {instancePath:instancePath+"/cloudwatch/total",parentData:data11,parentDataProperty:"total",rootData}))){
vErrors = join(vErrors, validate64.errors);
errors = vErrors.length;
}
}
if(data11.good !== undefined && func0.call(data11, "good")){
if(!(validate66(data11.good, {instancePath:instancePath+"/cloudwatch/good",parentData:data11,parentDataProperty:"good",rootData}))){
vErrors = join(vErrors, validate66.errors);
errors = vErrors.length;
}
}
if(data11.bad !== undefined && func0.call(data11, "bad")){
if(!(validate68(data11.bad, {instancePath:instancePath+"/cloudwatch/bad",parentData:data11,parentDataProperty:"bad",rootData}))){
vErrors = join(vErrors, validate68.errors);
errors = vErrors.length;
}
}
if(data11.gauge !== undefined && func0.call(data11, "gauge")){
if(typeof data11.gauge !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/gauge",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data11.statistic !== undefined && func0.call(data11, "statistic")){
if(typeof data11.statistic !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/statistic",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data11.unit !== undefined && func0.call(data11, "unit")){
if(!(validate72(data11.unit, {instancePath:instancePath+"/cloudwatch/unit",parentData:data11,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate72.errors);
errors = vErrors.length;
}
}
if((((Object.prototype.hasOwnProperty.call(data11, "total")) || (Object.prototype.hasOwnProperty.call(data11, "good"))) || (Object.prototype.hasOwnProperty.call(data11, "bad"))) && (Object.prototype.hasOwnProperty.call(data11, "gauge"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-exclusive",params:{"of":[["total","good","bad"],["gauge"]]}});
errors++;
}
if((Object.prototype.hasOwnProperty.call(data11, "total")) && ((Object.prototype.hasOwnProperty.call(data11, "good")) && (Object.prototype.hasOwnProperty.call(data11, "bad")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-exclusive",params:{"of":[["good"],["bad"]],"given":"total"}});
errors++;
}
if(!(((((Object.prototype.hasOwnProperty.call(data11, "total")) && (Object.prototype.hasOwnProperty.call(data11, "good"))) || ((Object.prototype.hasOwnProperty.call(data11, "total")) && (Object.prototype.hasOwnProperty.call(data11, "bad")))) || ((Object.prototype.hasOwnProperty.call(data11, "good")) && (Object.prototype.hasOwnProperty.call(data11, "bad")))) || (Object.prototype.hasOwnProperty.call(data11, "gauge")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-needs",params:{say: "two of `total`, `good` and `bad`, or `gauge`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(!((Object.prototype.hasOwnProperty.call(data, "prometheus")) || (Object.prototype.hasOwnProperty.call(data, "cloudwatch")))){
vErrors = put(vErrors, {instancePath,keyword:"x-needs",params:{say: "a source: `prometheus` or `cloudwatch`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate349.errors = vErrors;
return errors === 0;
}

const schema211 = {"type":"object","additionalProperties":false,"properties":{"type":{"const":"error-rate","type":"string"},"description":{"$ref":"#/definitions/sli.sli.description"},"groupBy":{"$ref":"#/definitions/sli.sli.groupBy"},"match":{"$ref":"#/definitions/sli.sli.match"},"prometheus":{"type":"object","x-needs":[{"any":[["total","good"],["total","bad"],["good","bad"],["gauge"]],"say":"two of `total`, `good` and `bad`, or `gauge`"}],"x-exclusive":[{"of":[["total","good","bad"],["gauge"]]},{"of":[["good"],["bad"]],"given":"total"}],"additionalProperties":false,"properties":{"total":{"$ref":"#/definitions/sli.prometheusSource.total"},"good":{"$ref":"#/definitions/sli.prometheusSource.good"},"bad":{"$ref":"#/definitions/sli.prometheusSource.bad"},"gauge":{"$ref":"#/definitions/sli.prometheusSource.gauge"},"unit":{"$ref":"#/definitions/sli.prometheusSource.unit"},"interval":{"$ref":"#/definitions/sli.prometheusSource.interval"}}},"cloudwatch":{"type":"object","required":["namespace"],"x-needs":[{"any":[["total","good"],["total","bad"],["good","bad"],["gauge"]],"say":"two of `total`, `good` and `bad`, or `gauge`"}],"x-exclusive":[{"of":[["total","good","bad"],["gauge"]]},{"of":[["good"],["bad"]],"given":"total"}],"additionalProperties":false,"properties":{"namespace":{"$ref":"#/definitions/sli.cloudwatchSource.namespace"},"dimensions":{"$ref":"#/definitions/sli.cloudwatchSource.dimensions"},"total":{"$ref":"#/definitions/sli.cloudwatchSource.total"},"good":{"$ref":"#/definitions/sli.cloudwatchSource.good"},"bad":{"$ref":"#/definitions/sli.cloudwatchSource.bad"},"gauge":{"$ref":"#/definitions/sli.cloudwatchSource.gauge"},"statistic":{"$ref":"#/definitions/sli.cloudwatchSource.statistic"},"unit":{"$ref":"#/definitions/sli.cloudwatchSource.unit"}}}},"required":["type"],"x-needs":[{"any":[["prometheus"],["cloudwatch"]],"say":"a source: `prometheus` or `cloudwatch`"}]};

function validate361(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.type === undefined) || (!(func0.call(data, "type")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "type"}});
errors++;
}
for(const key0 of Object.keys(data)){
if(!((((((key0 === "type") || (key0 === "description")) || (key0 === "groupBy")) || (key0 === "match")) || (key0 === "prometheus")) || (key0 === "cloudwatch"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}});
errors++;
}
if("error-rate" !== data0){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "error-rate"}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.groupBy !== undefined && func0.call(data, "groupBy")){
if(!(validate43(data.groupBy, {instancePath:instancePath+"/groupBy",parentData:data,parentDataProperty:"groupBy",rootData}))){
vErrors = join(vErrors, validate43.errors);
errors = vErrors.length;
}
}
if(data.match !== undefined && func0.call(data, "match")){
if(!(validate45(data.match, {instancePath:instancePath+"/match",parentData:data,parentDataProperty:"match",rootData}))){
vErrors = join(vErrors, validate45.errors);
errors = vErrors.length;
}
}
if(data.prometheus !== undefined && func0.call(data, "prometheus")){
let data4 = data.prometheus;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 of Object.keys(data4)){
if(!((((((key1 === "total") || (key1 === "good")) || (key1 === "bad")) || (key1 === "gauge")) || (key1 === "unit")) || (key1 === "interval"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data4.total !== undefined && func0.call(data4, "total")){
if(!(validate50(data4.total, {instancePath:instancePath+"/prometheus/total",parentData:data4,parentDataProperty:"total",rootData}))){
vErrors = join(vErrors, validate50.errors);
errors = vErrors.length;
}
}
if(data4.good !== undefined && func0.call(data4, "good")){
if(!(validate52(data4.good, {instancePath:instancePath+"/prometheus/good",parentData:data4,parentDataProperty:"good",rootData}))){
vErrors = join(vErrors, validate52.errors);
errors = vErrors.length;
}
}
if(data4.bad !== undefined && func0.call(data4, "bad")){
if(!(validate54(data4.bad, {instancePath:instancePath+"/prometheus/bad",parentData:data4,parentDataProperty:"bad",rootData}))){
vErrors = join(vErrors, validate54.errors);
errors = vErrors.length;
}
}
if(data4.gauge !== undefined && func0.call(data4, "gauge")){
if(typeof data4.gauge !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/gauge",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data4.unit !== undefined && func0.call(data4, "unit")){
if(!(validate58(data4.unit, {instancePath:instancePath+"/prometheus/unit",parentData:data4,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate58.errors);
errors = vErrors.length;
}
}
if(data4.interval !== undefined && func0.call(data4, "interval")){
if(typeof data4.interval !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/interval",keyword:"type",params:{type: "string"}});
errors++;
}
}
if((((Object.prototype.hasOwnProperty.call(data4, "total")) || (Object.prototype.hasOwnProperty.call(data4, "good"))) || (Object.prototype.hasOwnProperty.call(data4, "bad"))) && (Object.prototype.hasOwnProperty.call(data4, "gauge"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-exclusive",params:{"of":[["total","good","bad"],["gauge"]]}});
errors++;
}
if((Object.prototype.hasOwnProperty.call(data4, "total")) && ((Object.prototype.hasOwnProperty.call(data4, "good")) && (Object.prototype.hasOwnProperty.call(data4, "bad")))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-exclusive",params:{"of":[["good"],["bad"]],"given":"total"}});
errors++;
}
if(!(((((Object.prototype.hasOwnProperty.call(data4, "total")) && (Object.prototype.hasOwnProperty.call(data4, "good"))) || ((Object.prototype.hasOwnProperty.call(data4, "total")) && (Object.prototype.hasOwnProperty.call(data4, "bad")))) || ((Object.prototype.hasOwnProperty.call(data4, "good")) && (Object.prototype.hasOwnProperty.call(data4, "bad")))) || (Object.prototype.hasOwnProperty.call(data4, "gauge")))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-needs",params:{say: "two of `total`, `good` and `bad`, or `gauge`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.cloudwatch !== undefined && func0.call(data, "cloudwatch")){
let data11 = data.cloudwatch;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if((data11.namespace === undefined) || (!(func0.call(data11, "namespace")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"required",params:{missingProperty: "namespace"}});
errors++;
}
for(const key2 of Object.keys(data11)){
if(!((((((((key2 === "namespace") || (key2 === "dimensions")) || (key2 === "total")) || (key2 === "good")) || (key2 === "bad")) || (key2 === "gauge")) || (key2 === "statistic")) || (key2 === "unit"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
if(data11.namespace !== undefined && func0.call(data11, "namespace")){
if(typeof data11.namespace !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/namespace",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data11.dimensions !== undefined && func0.call(data11, "dimensions")){
if(!(validate62(data11.dimensions, {instancePath:instancePath+"/cloudwatch/dimensions",parentData:data11,parentDataProperty:"dimensions",rootData}))){
vErrors = join(vErrors, validate62.errors);
errors = vErrors.length;
}
}
if(data11.total !== undefined && func0.call(data11, "total")){
if(!(validate64(data11.total, {instancePath:instancePath+"/cloudwatch/total",parentData:data11,parentDataProperty:"total",rootData}))){
vErrors = join(vErrors, validate64.errors);
errors = vErrors.length;
}
}
if(data11.good !== undefined && func0.call(data11, "good")){
if(!(validate66(data11.good, {instancePath:instancePath+"/cloudwatch/good",parentData:data11,parentDataProperty:"good",rootData}))){
vErrors = join(vErrors, validate66.errors);
errors = vErrors.length;
}
}
if(data11.bad !== undefined && func0.call(data11, "bad")){
if(!(validate68(data11.bad, {instancePath:instancePath+"/cloudwatch/bad",parentData:data11,parentDataProperty:"bad",rootData}))){
vErrors = join(vErrors, validate68.errors);
errors = vErrors.length;
}
}
if(data11.gauge !== undefined && func0.call(data11, "gauge")){
if(typeof data11.gauge !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/gauge",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data11.statistic !== undefined && func0.call(data11, "statistic")){
if(typeof data11.statistic !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/statistic",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data11.unit !== undefined && func0.call(data11, "unit")){
if(!(validate72(data11.unit, {instancePath:instancePath+"/cloudwatch/unit",parentData:data11,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate72.errors);
errors = vErrors.length;
}
}
if((((Object.prototype.hasOwnProperty.call(data11, "total")) || (Object.prototype.hasOwnProperty.call(data11, "good"))) || (Object.prototype.hasOwnProperty.call(data11, "bad"))) && (Object.prototype.hasOwnProperty.call(data11, "gauge"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-exclusive",params:{"of":[["total","good","bad"],["gauge"]]}});
errors++;
}
if((Object.prototype.hasOwnProperty.call(data11, "total")) && ((Object.prototype.hasOwnProperty.call(data11, "good")) && (Object.prototype.hasOwnProperty.call(data11, "bad")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-exclusive",params:{"of":[["good"],["bad"]],"given":"total"}});
errors++;
}
if(!(((((Object.prototype.hasOwnProperty.call(data11, "total")) && (Object.prototype.hasOwnProperty.call(data11, "good"))) || ((Object.prototype.hasOwnProperty.call(data11, "total")) && (Object.prototype.hasOwnProperty.call(data11, "bad")))) || ((Object.prototype.hasOwnProperty.call(data11, "good")) && (Object.prototype.hasOwnProperty.call(data11, "bad")))) || (Object.prototype.hasOwnProperty.call(data11, "gauge")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-needs",params:{say: "two of `total`, `good` and `bad`, or `gauge`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(!((Object.prototype.hasOwnProperty.call(data, "prometheus")) || (Object.prototype.hasOwnProperty.call(data, "cloudwatch")))){
vErrors = put(vErrors, {instancePath,keyword:"x-needs",params:{say: "a source: `prometheus` or `cloudwatch`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate361.errors = vErrors;
return errors === 0;
}

const schema218 = {"type":"object","additionalProperties":false,"properties":{"type":{"const":"latency","type":"string"},"description":{"$ref":"#/definitions/sli.sli.description"},"groupBy":{"$ref":"#/definitions/sli.sli.groupBy"},"match":{"$ref":"#/definitions/sli.sli.match"},"threshold":{"$ref":"#/definitions/sli.sli.threshold"},"prometheus":{"type":"object","x-needs":[{"any":[["histogram"]],"say":"`histogram`"}],"x-exclusive":[],"additionalProperties":false,"properties":{"histogram":{"$ref":"#/definitions/sli.prometheusSource.histogram"},"native":{"$ref":"#/definitions/sli.prometheusSource.native"},"total":{"$ref":"#/definitions/sli.prometheusSource.total"},"unit":{"$ref":"#/definitions/sli.prometheusSource.unit"},"interval":{"$ref":"#/definitions/sli.prometheusSource.interval"}}},"cloudwatch":{"type":"object","required":["namespace"],"x-needs":[{"any":[["duration"]],"say":"`duration`"}],"x-exclusive":[],"additionalProperties":false,"properties":{"namespace":{"$ref":"#/definitions/sli.cloudwatchSource.namespace"},"dimensions":{"$ref":"#/definitions/sli.cloudwatchSource.dimensions"},"duration":{"$ref":"#/definitions/sli.cloudwatchSource.duration"},"total":{"$ref":"#/definitions/sli.cloudwatchSource.total"},"unit":{"$ref":"#/definitions/sli.cloudwatchSource.unit"}}}},"required":["type","threshold"],"x-needs":[{"any":[["prometheus"],["cloudwatch"]],"say":"a source: `prometheus` or `cloudwatch`"}]};

function validate373(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.type === undefined) || (!(func0.call(data, "type")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "type"}});
errors++;
}
if((data.threshold === undefined) || (!(func0.call(data, "threshold")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "threshold"}});
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((((((key0 === "type") || (key0 === "description")) || (key0 === "groupBy")) || (key0 === "match")) || (key0 === "threshold")) || (key0 === "prometheus")) || (key0 === "cloudwatch"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}});
errors++;
}
if("latency" !== data0){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "latency"}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.groupBy !== undefined && func0.call(data, "groupBy")){
if(!(validate43(data.groupBy, {instancePath:instancePath+"/groupBy",parentData:data,parentDataProperty:"groupBy",rootData}))){
vErrors = join(vErrors, validate43.errors);
errors = vErrors.length;
}
}
if(data.match !== undefined && func0.call(data, "match")){
if(!(validate45(data.match, {instancePath:instancePath+"/match",parentData:data,parentDataProperty:"match",rootData}))){
vErrors = join(vErrors, validate45.errors);
errors = vErrors.length;
}
}
if(data.threshold !== undefined && func0.call(data, "threshold")){
if(typeof data.threshold !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/threshold",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.prometheus !== undefined && func0.call(data, "prometheus")){
let data5 = data.prometheus;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key1 of Object.keys(data5)){
if(!(((((key1 === "histogram") || (key1 === "native")) || (key1 === "total")) || (key1 === "unit")) || (key1 === "interval"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data5.histogram !== undefined && func0.call(data5, "histogram")){
if(typeof data5.histogram !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/histogram",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data5.native !== undefined && func0.call(data5, "native")){
if(typeof data5.native !== "boolean"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/native",keyword:"type",params:{type: "boolean"}});
errors++;
}
}
if(data5.total !== undefined && func0.call(data5, "total")){
if(!(validate50(data5.total, {instancePath:instancePath+"/prometheus/total",parentData:data5,parentDataProperty:"total",rootData}))){
vErrors = join(vErrors, validate50.errors);
errors = vErrors.length;
}
}
if(data5.unit !== undefined && func0.call(data5, "unit")){
if(!(validate58(data5.unit, {instancePath:instancePath+"/prometheus/unit",parentData:data5,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate58.errors);
errors = vErrors.length;
}
}
if(data5.interval !== undefined && func0.call(data5, "interval")){
if(typeof data5.interval !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/interval",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(!(Object.prototype.hasOwnProperty.call(data5, "histogram"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-needs",params:{say: "`histogram`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.cloudwatch !== undefined && func0.call(data, "cloudwatch")){
let data11 = data.cloudwatch;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if((data11.namespace === undefined) || (!(func0.call(data11, "namespace")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"required",params:{missingProperty: "namespace"}});
errors++;
}
for(const key2 of Object.keys(data11)){
if(!(((((key2 === "namespace") || (key2 === "dimensions")) || (key2 === "duration")) || (key2 === "total")) || (key2 === "unit"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
if(data11.namespace !== undefined && func0.call(data11, "namespace")){
if(typeof data11.namespace !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/namespace",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data11.dimensions !== undefined && func0.call(data11, "dimensions")){
if(!(validate62(data11.dimensions, {instancePath:instancePath+"/cloudwatch/dimensions",parentData:data11,parentDataProperty:"dimensions",rootData}))){
vErrors = join(vErrors, validate62.errors);
errors = vErrors.length;
}
}
if(data11.duration !== undefined && func0.call(data11, "duration")){
if(typeof data11.duration !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/duration",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data11.total !== undefined && func0.call(data11, "total")){
if(!(validate64(data11.total, {instancePath:instancePath+"/cloudwatch/total",parentData:data11,parentDataProperty:"total",rootData}))){
vErrors = join(vErrors, validate64.errors);
errors = vErrors.length;
}
}
if(data11.unit !== undefined && func0.call(data11, "unit")){
if(!(validate72(data11.unit, {instancePath:instancePath+"/cloudwatch/unit",parentData:data11,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate72.errors);
errors = vErrors.length;
}
}
if(!(Object.prototype.hasOwnProperty.call(data11, "duration"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-needs",params:{say: "`duration`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(!((Object.prototype.hasOwnProperty.call(data, "prometheus")) || (Object.prototype.hasOwnProperty.call(data, "cloudwatch")))){
vErrors = put(vErrors, {instancePath,keyword:"x-needs",params:{say: "a source: `prometheus` or `cloudwatch`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate373.errors = vErrors;
return errors === 0;
}

const schema226 = {"type":"object","additionalProperties":false,"properties":{"type":{"const":"throughput","type":"string"},"description":{"$ref":"#/definitions/sli.sli.description"},"groupBy":{"$ref":"#/definitions/sli.sli.groupBy"},"match":{"$ref":"#/definitions/sli.sli.match"},"atLeast":{"$ref":"#/definitions/common.rate"},"prometheus":{"type":"object","x-needs":[{"any":[["events"]],"say":"`events`"}],"x-exclusive":[],"additionalProperties":false,"properties":{"events":{"$ref":"#/definitions/sli.prometheusSource.events"},"unit":{"$ref":"#/definitions/sli.prometheusSource.unit"},"interval":{"$ref":"#/definitions/sli.prometheusSource.interval"}}},"cloudwatch":{"type":"object","required":["namespace"],"x-needs":[{"any":[["events"]],"say":"`events`"}],"x-exclusive":[],"additionalProperties":false,"properties":{"namespace":{"$ref":"#/definitions/sli.cloudwatchSource.namespace"},"dimensions":{"$ref":"#/definitions/sli.cloudwatchSource.dimensions"},"events":{"$ref":"#/definitions/sli.cloudwatchSource.events"},"unit":{"$ref":"#/definitions/sli.cloudwatchSource.unit"}}}},"required":["type","atLeast"],"x-needs":[{"any":[["prometheus"],["cloudwatch"]],"say":"a source: `prometheus` or `cloudwatch`"}]};

function validate381(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.type === undefined) || (!(func0.call(data, "type")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "type"}});
errors++;
}
if((data.atLeast === undefined) || (!(func0.call(data, "atLeast")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "atLeast"}});
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((((((key0 === "type") || (key0 === "description")) || (key0 === "groupBy")) || (key0 === "match")) || (key0 === "atLeast")) || (key0 === "prometheus")) || (key0 === "cloudwatch"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}});
errors++;
}
if("throughput" !== data0){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "throughput"}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.groupBy !== undefined && func0.call(data, "groupBy")){
if(!(validate43(data.groupBy, {instancePath:instancePath+"/groupBy",parentData:data,parentDataProperty:"groupBy",rootData}))){
vErrors = join(vErrors, validate43.errors);
errors = vErrors.length;
}
}
if(data.match !== undefined && func0.call(data, "match")){
if(!(validate45(data.match, {instancePath:instancePath+"/match",parentData:data,parentDataProperty:"match",rootData}))){
vErrors = join(vErrors, validate45.errors);
errors = vErrors.length;
}
}
if(data.atLeast !== undefined && func0.call(data, "atLeast")){
if(typeof data.atLeast !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/atLeast",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.prometheus !== undefined && func0.call(data, "prometheus")){
let data5 = data.prometheus;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key1 of Object.keys(data5)){
if(!(((key1 === "events") || (key1 === "unit")) || (key1 === "interval"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data5.events !== undefined && func0.call(data5, "events")){
if(!(validate56(data5.events, {instancePath:instancePath+"/prometheus/events",parentData:data5,parentDataProperty:"events",rootData}))){
vErrors = join(vErrors, validate56.errors);
errors = vErrors.length;
}
}
if(data5.unit !== undefined && func0.call(data5, "unit")){
if(!(validate58(data5.unit, {instancePath:instancePath+"/prometheus/unit",parentData:data5,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate58.errors);
errors = vErrors.length;
}
}
if(data5.interval !== undefined && func0.call(data5, "interval")){
if(typeof data5.interval !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/interval",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(!(Object.prototype.hasOwnProperty.call(data5, "events"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-needs",params:{say: "`events`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.cloudwatch !== undefined && func0.call(data, "cloudwatch")){
let data9 = data.cloudwatch;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if((data9.namespace === undefined) || (!(func0.call(data9, "namespace")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"required",params:{missingProperty: "namespace"}});
errors++;
}
for(const key2 of Object.keys(data9)){
if(!((((key2 === "namespace") || (key2 === "dimensions")) || (key2 === "events")) || (key2 === "unit"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
if(data9.namespace !== undefined && func0.call(data9, "namespace")){
if(typeof data9.namespace !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/namespace",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data9.dimensions !== undefined && func0.call(data9, "dimensions")){
if(!(validate62(data9.dimensions, {instancePath:instancePath+"/cloudwatch/dimensions",parentData:data9,parentDataProperty:"dimensions",rootData}))){
vErrors = join(vErrors, validate62.errors);
errors = vErrors.length;
}
}
if(data9.events !== undefined && func0.call(data9, "events")){
if(!(validate70(data9.events, {instancePath:instancePath+"/cloudwatch/events",parentData:data9,parentDataProperty:"events",rootData}))){
vErrors = join(vErrors, validate70.errors);
errors = vErrors.length;
}
}
if(data9.unit !== undefined && func0.call(data9, "unit")){
if(!(validate72(data9.unit, {instancePath:instancePath+"/cloudwatch/unit",parentData:data9,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate72.errors);
errors = vErrors.length;
}
}
if(!(Object.prototype.hasOwnProperty.call(data9, "events"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-needs",params:{say: "`events`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(!((Object.prototype.hasOwnProperty.call(data, "prometheus")) || (Object.prototype.hasOwnProperty.call(data, "cloudwatch")))){
vErrors = put(vErrors, {instancePath,keyword:"x-needs",params:{say: "a source: `prometheus` or `cloudwatch`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate381.errors = vErrors;
return errors === 0;
}

const schema231 = {"type":"object","additionalProperties":false,"properties":{"type":{"const":"freshness","type":"string"},"description":{"$ref":"#/definitions/sli.sli.description"},"groupBy":{"$ref":"#/definitions/sli.sli.groupBy"},"match":{"$ref":"#/definitions/sli.sli.match"},"maxAge":{"$ref":"#/definitions/sli.sli.maxAge"},"prometheus":{"type":"object","x-needs":[{"any":[["timestamp"],["age"]],"say":"`timestamp` or `age`"}],"x-exclusive":[{"of":[["timestamp"],["age"]]}],"additionalProperties":false,"properties":{"timestamp":{"$ref":"#/definitions/sli.prometheusSource.timestamp"},"age":{"$ref":"#/definitions/sli.prometheusSource.age"},"unit":{"$ref":"#/definitions/sli.prometheusSource.unit"},"interval":{"$ref":"#/definitions/sli.prometheusSource.interval"}}},"cloudwatch":{"type":"object","required":["namespace"],"x-needs":[{"any":[["timestamp"],["age"]],"say":"`timestamp` or `age`"}],"x-exclusive":[{"of":[["timestamp"],["age"]]}],"additionalProperties":false,"properties":{"namespace":{"$ref":"#/definitions/sli.cloudwatchSource.namespace"},"dimensions":{"$ref":"#/definitions/sli.cloudwatchSource.dimensions"},"timestamp":{"$ref":"#/definitions/sli.cloudwatchSource.timestamp"},"age":{"$ref":"#/definitions/sli.cloudwatchSource.age"},"statistic":{"$ref":"#/definitions/sli.cloudwatchSource.statistic"},"unit":{"$ref":"#/definitions/sli.cloudwatchSource.unit"}}}},"required":["type","maxAge"],"x-needs":[{"any":[["prometheus"],["cloudwatch"]],"say":"a source: `prometheus` or `cloudwatch`"}]};

function validate389(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.type === undefined) || (!(func0.call(data, "type")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "type"}});
errors++;
}
if((data.maxAge === undefined) || (!(func0.call(data, "maxAge")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "maxAge"}});
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((((((key0 === "type") || (key0 === "description")) || (key0 === "groupBy")) || (key0 === "match")) || (key0 === "maxAge")) || (key0 === "prometheus")) || (key0 === "cloudwatch"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}});
errors++;
}
if("freshness" !== data0){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "freshness"}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.groupBy !== undefined && func0.call(data, "groupBy")){
if(!(validate43(data.groupBy, {instancePath:instancePath+"/groupBy",parentData:data,parentDataProperty:"groupBy",rootData}))){
vErrors = join(vErrors, validate43.errors);
errors = vErrors.length;
}
}
if(data.match !== undefined && func0.call(data, "match")){
if(!(validate45(data.match, {instancePath:instancePath+"/match",parentData:data,parentDataProperty:"match",rootData}))){
vErrors = join(vErrors, validate45.errors);
errors = vErrors.length;
}
}
if(data.maxAge !== undefined && func0.call(data, "maxAge")){
if(typeof data.maxAge !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/maxAge",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.prometheus !== undefined && func0.call(data, "prometheus")){
let data5 = data.prometheus;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key1 of Object.keys(data5)){
if(!((((key1 === "timestamp") || (key1 === "age")) || (key1 === "unit")) || (key1 === "interval"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data5.timestamp !== undefined && func0.call(data5, "timestamp")){
if(typeof data5.timestamp !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/timestamp",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data5.age !== undefined && func0.call(data5, "age")){
if(typeof data5.age !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/age",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data5.unit !== undefined && func0.call(data5, "unit")){
if(!(validate58(data5.unit, {instancePath:instancePath+"/prometheus/unit",parentData:data5,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate58.errors);
errors = vErrors.length;
}
}
if(data5.interval !== undefined && func0.call(data5, "interval")){
if(typeof data5.interval !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/interval",keyword:"type",params:{type: "string"}});
errors++;
}
}
if((Object.prototype.hasOwnProperty.call(data5, "timestamp")) && (Object.prototype.hasOwnProperty.call(data5, "age"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-exclusive",params:{"of":[["timestamp"],["age"]]}});
errors++;
}
if(!((Object.prototype.hasOwnProperty.call(data5, "timestamp")) || (Object.prototype.hasOwnProperty.call(data5, "age")))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-needs",params:{say: "`timestamp` or `age`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.cloudwatch !== undefined && func0.call(data, "cloudwatch")){
let data10 = data.cloudwatch;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if((data10.namespace === undefined) || (!(func0.call(data10, "namespace")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"required",params:{missingProperty: "namespace"}});
errors++;
}
for(const key2 of Object.keys(data10)){
if(!((((((key2 === "namespace") || (key2 === "dimensions")) || (key2 === "timestamp")) || (key2 === "age")) || (key2 === "statistic")) || (key2 === "unit"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
if(data10.namespace !== undefined && func0.call(data10, "namespace")){
if(typeof data10.namespace !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/namespace",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data10.dimensions !== undefined && func0.call(data10, "dimensions")){
if(!(validate62(data10.dimensions, {instancePath:instancePath+"/cloudwatch/dimensions",parentData:data10,parentDataProperty:"dimensions",rootData}))){
vErrors = join(vErrors, validate62.errors);
errors = vErrors.length;
}
}
if(data10.timestamp !== undefined && func0.call(data10, "timestamp")){
if(typeof data10.timestamp !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/timestamp",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data10.age !== undefined && func0.call(data10, "age")){
if(typeof data10.age !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/age",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data10.statistic !== undefined && func0.call(data10, "statistic")){
if(typeof data10.statistic !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/statistic",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data10.unit !== undefined && func0.call(data10, "unit")){
if(!(validate72(data10.unit, {instancePath:instancePath+"/cloudwatch/unit",parentData:data10,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate72.errors);
errors = vErrors.length;
}
}
if((Object.prototype.hasOwnProperty.call(data10, "timestamp")) && (Object.prototype.hasOwnProperty.call(data10, "age"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-exclusive",params:{"of":[["timestamp"],["age"]]}});
errors++;
}
if(!((Object.prototype.hasOwnProperty.call(data10, "timestamp")) || (Object.prototype.hasOwnProperty.call(data10, "age")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-needs",params:{say: "`timestamp` or `age`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(!((Object.prototype.hasOwnProperty.call(data, "prometheus")) || (Object.prototype.hasOwnProperty.call(data, "cloudwatch")))){
vErrors = put(vErrors, {instancePath,keyword:"x-needs",params:{say: "a source: `prometheus` or `cloudwatch`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate389.errors = vErrors;
return errors === 0;
}

const schema241 = {"type":"object","x-exclusive":[{"of":[["atLeast"],["atMost"]]}],"additionalProperties":false,"properties":{"type":{"const":"custom","type":"string"},"description":{"$ref":"#/definitions/sli.sli.description"},"groupBy":{"$ref":"#/definitions/sli.sli.groupBy"},"match":{"$ref":"#/definitions/sli.sli.match"},"atLeast":{"$ref":"#/definitions/common.amount"},"atMost":{"$ref":"#/definitions/common.amount"},"prometheus":{"type":"object","x-needs":[{"any":[["total","good"],["total","bad"],["good","bad"],["gauge"],["errorRatio"]],"say":"two of `total`, `good` and `bad`, or `gauge`, or `errorRatio`"}],"x-exclusive":[{"of":[["total","good","bad"],["gauge"],["errorRatio"]]},{"of":[["good"],["bad"]],"given":"total"}],"additionalProperties":false,"properties":{"total":{"$ref":"#/definitions/sli.prometheusSource.total"},"good":{"$ref":"#/definitions/sli.prometheusSource.good"},"bad":{"$ref":"#/definitions/sli.prometheusSource.bad"},"gauge":{"$ref":"#/definitions/sli.prometheusSource.gauge"},"errorRatio":{"$ref":"#/definitions/sli.prometheusSource.errorRatio"},"unit":{"$ref":"#/definitions/sli.prometheusSource.unit"},"interval":{"$ref":"#/definitions/sli.prometheusSource.interval"}}},"cloudwatch":{"type":"object","required":["namespace"],"x-needs":[{"any":[["total","good"],["total","bad"],["good","bad"],["gauge"]],"say":"two of `total`, `good` and `bad`, or `gauge`"}],"x-exclusive":[{"of":[["total","good","bad"],["gauge"]]},{"of":[["good"],["bad"]],"given":"total"}],"additionalProperties":false,"properties":{"namespace":{"$ref":"#/definitions/sli.cloudwatchSource.namespace"},"dimensions":{"$ref":"#/definitions/sli.cloudwatchSource.dimensions"},"total":{"$ref":"#/definitions/sli.cloudwatchSource.total"},"good":{"$ref":"#/definitions/sli.cloudwatchSource.good"},"bad":{"$ref":"#/definitions/sli.cloudwatchSource.bad"},"gauge":{"$ref":"#/definitions/sli.cloudwatchSource.gauge"},"statistic":{"$ref":"#/definitions/sli.cloudwatchSource.statistic"},"unit":{"$ref":"#/definitions/sli.cloudwatchSource.unit"}}}},"required":["type"],"x-needs":[{"any":[["prometheus"],["cloudwatch"]],"say":"a source: `prometheus` or `cloudwatch`"},{"any":[["atLeast"],["atMost"]],"say":"`atLeast` or `atMost`, to judge its `gauge`","when":{"in":["prometheus","cloudwatch"],"key":"gauge"}}]};

function validate395(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.type === undefined) || (!(func0.call(data, "type")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "type"}});
errors++;
}
for(const key0 of Object.keys(data)){
if(!((((((((key0 === "type") || (key0 === "description")) || (key0 === "groupBy")) || (key0 === "match")) || (key0 === "atLeast")) || (key0 === "atMost")) || (key0 === "prometheus")) || (key0 === "cloudwatch"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}});
errors++;
}
if("custom" !== data0){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "custom"}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.groupBy !== undefined && func0.call(data, "groupBy")){
if(!(validate43(data.groupBy, {instancePath:instancePath+"/groupBy",parentData:data,parentDataProperty:"groupBy",rootData}))){
vErrors = join(vErrors, validate43.errors);
errors = vErrors.length;
}
}
if(data.match !== undefined && func0.call(data, "match")){
if(!(validate45(data.match, {instancePath:instancePath+"/match",parentData:data,parentDataProperty:"match",rootData}))){
vErrors = join(vErrors, validate45.errors);
errors = vErrors.length;
}
}
if(data.atLeast !== undefined && func0.call(data, "atLeast")){
if(!(validate47(data.atLeast, {instancePath:instancePath+"/atLeast",parentData:data,parentDataProperty:"atLeast",rootData}))){
vErrors = join(vErrors, validate47.errors);
errors = vErrors.length;
}
}
if(data.atMost !== undefined && func0.call(data, "atMost")){
if(!(validate47(data.atMost, {instancePath:instancePath+"/atMost",parentData:data,parentDataProperty:"atMost",rootData}))){
vErrors = join(vErrors, validate47.errors);
errors = vErrors.length;
}
}
if(data.prometheus !== undefined && func0.call(data, "prometheus")){
let data6 = data.prometheus;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key1 of Object.keys(data6)){
if(!(((((((key1 === "total") || (key1 === "good")) || (key1 === "bad")) || (key1 === "gauge")) || (key1 === "errorRatio")) || (key1 === "unit")) || (key1 === "interval"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data6.total !== undefined && func0.call(data6, "total")){
if(!(validate50(data6.total, {instancePath:instancePath+"/prometheus/total",parentData:data6,parentDataProperty:"total",rootData}))){
vErrors = join(vErrors, validate50.errors);
errors = vErrors.length;
}
}
if(data6.good !== undefined && func0.call(data6, "good")){
if(!(validate52(data6.good, {instancePath:instancePath+"/prometheus/good",parentData:data6,parentDataProperty:"good",rootData}))){
vErrors = join(vErrors, validate52.errors);
errors = vErrors.length;
}
}
if(data6.bad !== undefined && func0.call(data6, "bad")){
if(!(validate54(data6.bad, {instancePath:instancePath+"/prometheus/bad",parentData:data6,parentDataProperty:"bad",rootData}))){
vErrors = join(vErrors, validate54.errors);
errors = vErrors.length;
}
}
if(data6.gauge !== undefined && func0.call(data6, "gauge")){
if(typeof data6.gauge !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/gauge",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data6.errorRatio !== undefined && func0.call(data6, "errorRatio")){
if(typeof data6.errorRatio !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/errorRatio",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data6.unit !== undefined && func0.call(data6, "unit")){
if(!(validate58(data6.unit, {instancePath:instancePath+"/prometheus/unit",parentData:data6,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate58.errors);
errors = vErrors.length;
}
}
if(data6.interval !== undefined && func0.call(data6, "interval")){
if(typeof data6.interval !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/interval",keyword:"type",params:{type: "string"}});
errors++;
}
}
if((((((Object.prototype.hasOwnProperty.call(data6, "total")) || (Object.prototype.hasOwnProperty.call(data6, "good"))) || (Object.prototype.hasOwnProperty.call(data6, "bad"))) && (Object.prototype.hasOwnProperty.call(data6, "gauge"))) || ((((Object.prototype.hasOwnProperty.call(data6, "total")) || (Object.prototype.hasOwnProperty.call(data6, "good"))) || (Object.prototype.hasOwnProperty.call(data6, "bad"))) && (Object.prototype.hasOwnProperty.call(data6, "errorRatio")))) || ((Object.prototype.hasOwnProperty.call(data6, "gauge")) && (Object.prototype.hasOwnProperty.call(data6, "errorRatio")))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-exclusive",params:{"of":[["total","good","bad"],["gauge"],["errorRatio"]]}});
errors++;
}
if((Object.prototype.hasOwnProperty.call(data6, "total")) && ((Object.prototype.hasOwnProperty.call(data6, "good")) && (Object.prototype.hasOwnProperty.call(data6, "bad")))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-exclusive",params:{"of":[["good"],["bad"]],"given":"total"}});
errors++;
}
if(!((((((Object.prototype.hasOwnProperty.call(data6, "total")) && (Object.prototype.hasOwnProperty.call(data6, "good"))) || ((Object.prototype.hasOwnProperty.call(data6, "total")) && (Object.prototype.hasOwnProperty.call(data6, "bad")))) || ((Object.prototype.hasOwnProperty.call(data6, "good")) && (Object.prototype.hasOwnProperty.call(data6, "bad")))) || (Object.prototype.hasOwnProperty.call(data6, "gauge"))) || (Object.prototype.hasOwnProperty.call(data6, "errorRatio")))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-needs",params:{say: "two of `total`, `good` and `bad`, or `gauge`, or `errorRatio`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.cloudwatch !== undefined && func0.call(data, "cloudwatch")){
let data14 = data.cloudwatch;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if((data14.namespace === undefined) || (!(func0.call(data14, "namespace")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"required",params:{missingProperty: "namespace"}});
errors++;
}
for(const key2 of Object.keys(data14)){
if(!((((((((key2 === "namespace") || (key2 === "dimensions")) || (key2 === "total")) || (key2 === "good")) || (key2 === "bad")) || (key2 === "gauge")) || (key2 === "statistic")) || (key2 === "unit"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
if(data14.namespace !== undefined && func0.call(data14, "namespace")){
if(typeof data14.namespace !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/namespace",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data14.dimensions !== undefined && func0.call(data14, "dimensions")){
if(!(validate62(data14.dimensions, {instancePath:instancePath+"/cloudwatch/dimensions",parentData:data14,parentDataProperty:"dimensions",rootData}))){
vErrors = join(vErrors, validate62.errors);
errors = vErrors.length;
}
}
if(data14.total !== undefined && func0.call(data14, "total")){
if(!(validate64(data14.total, {instancePath:instancePath+"/cloudwatch/total",parentData:data14,parentDataProperty:"total",rootData}))){
vErrors = join(vErrors, validate64.errors);
errors = vErrors.length;
}
}
if(data14.good !== undefined && func0.call(data14, "good")){
if(!(validate66(data14.good, {instancePath:instancePath+"/cloudwatch/good",parentData:data14,parentDataProperty:"good",rootData}))){
vErrors = join(vErrors, validate66.errors);
errors = vErrors.length;
}
}
if(data14.bad !== undefined && func0.call(data14, "bad")){
if(!(validate68(data14.bad, {instancePath:instancePath+"/cloudwatch/bad",parentData:data14,parentDataProperty:"bad",rootData}))){
vErrors = join(vErrors, validate68.errors);
errors = vErrors.length;
}
}
if(data14.gauge !== undefined && func0.call(data14, "gauge")){
if(typeof data14.gauge !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/gauge",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data14.statistic !== undefined && func0.call(data14, "statistic")){
if(typeof data14.statistic !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/statistic",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data14.unit !== undefined && func0.call(data14, "unit")){
if(!(validate72(data14.unit, {instancePath:instancePath+"/cloudwatch/unit",parentData:data14,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate72.errors);
errors = vErrors.length;
}
}
if((((Object.prototype.hasOwnProperty.call(data14, "total")) || (Object.prototype.hasOwnProperty.call(data14, "good"))) || (Object.prototype.hasOwnProperty.call(data14, "bad"))) && (Object.prototype.hasOwnProperty.call(data14, "gauge"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-exclusive",params:{"of":[["total","good","bad"],["gauge"]]}});
errors++;
}
if((Object.prototype.hasOwnProperty.call(data14, "total")) && ((Object.prototype.hasOwnProperty.call(data14, "good")) && (Object.prototype.hasOwnProperty.call(data14, "bad")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-exclusive",params:{"of":[["good"],["bad"]],"given":"total"}});
errors++;
}
if(!(((((Object.prototype.hasOwnProperty.call(data14, "total")) && (Object.prototype.hasOwnProperty.call(data14, "good"))) || ((Object.prototype.hasOwnProperty.call(data14, "total")) && (Object.prototype.hasOwnProperty.call(data14, "bad")))) || ((Object.prototype.hasOwnProperty.call(data14, "good")) && (Object.prototype.hasOwnProperty.call(data14, "bad")))) || (Object.prototype.hasOwnProperty.call(data14, "gauge")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-needs",params:{say: "two of `total`, `good` and `bad`, or `gauge`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"type",params:{type: "object"}});
errors++;
}
}
if((Object.prototype.hasOwnProperty.call(data, "atLeast")) && (Object.prototype.hasOwnProperty.call(data, "atMost"))){
vErrors = put(vErrors, {instancePath,keyword:"x-exclusive",params:{"of":[["atLeast"],["atMost"]]}});
errors++;
}
if(!((Object.prototype.hasOwnProperty.call(data, "prometheus")) || (Object.prototype.hasOwnProperty.call(data, "cloudwatch")))){
vErrors = put(vErrors, {instancePath,keyword:"x-needs",params:{say: "a source: `prometheus` or `cloudwatch`"}});
errors++;
}
if((((((Object.prototype.hasOwnProperty.call(data, "prometheus")) && (data["prometheus"] !== null)) && (typeof data["prometheus"] == "object")) && (Object.prototype.hasOwnProperty.call(data["prometheus"], "gauge"))) || ((((Object.prototype.hasOwnProperty.call(data, "cloudwatch")) && (data["cloudwatch"] !== null)) && (typeof data["cloudwatch"] == "object")) && (Object.prototype.hasOwnProperty.call(data["cloudwatch"], "gauge")))) && (!((Object.prototype.hasOwnProperty.call(data, "atLeast")) || (Object.prototype.hasOwnProperty.call(data, "atMost"))))){
vErrors = put(vErrors, {instancePath,keyword:"x-needs",params:{say: "`atLeast` or `atMost`, to judge its `gauge`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate395.errors = vErrors;
return errors === 0;
}


function validate336(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.type === undefined) || (!(func0.call(data, "type")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "type"}});
errors++;
}
const tag0 = data.type;
if(typeof tag0 == "string"){
if(tag0 === "availability"){
if(!(validate337(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate337.errors);
errors = vErrors.length;
}
}
else if(tag0 === "correctness"){
if(!(validate349(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate349.errors);
errors = vErrors.length;
}
}
else if(tag0 === "error-rate"){
if(!(validate361(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate361.errors);
errors = vErrors.length;
}
}
else if(tag0 === "latency"){
if(!(validate373(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate373.errors);
errors = vErrors.length;
}
}
else if(tag0 === "throughput"){
if(!(validate381(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate381.errors);
errors = vErrors.length;
}
}
else if(tag0 === "freshness"){
if(!(validate389(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate389.errors);
errors = vErrors.length;
}
}
else if(tag0 === "custom"){
if(!(validate395(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate395.errors);
errors = vErrors.length;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"discriminator",params:{error: "mapping", tag: "type", tagValue: tag0}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"discriminator",params:{error: "tag", tag: "type", tagValue: tag0}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate336.errors = vErrors;
return errors === 0;
}

const schema249 = {"type":["string","object"],"allOf":[{"$ref":"#/definitions/slo.slo"}],"required":["objective"]};

function validate417(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: schema249.type}});
errors++;
}
if(!(validate96(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate96.errors);
errors = vErrors.length;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.objective === undefined) || (!(func0.call(data, "objective")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "objective"}});
errors++;
}
}
validate417.errors = vErrors;
return errors === 0;
}

const schema250 = {"type":"object","allOf":[{"$ref":"#/definitions/agreements.sla"}],"required":["guarantees"],"properties":{"guarantees":{"type":"object","minProperties":1,"additionalProperties":{"type":"object","required":["atLeast"]}},"support":{"type":"object","additionalProperties":{"type":"object","required":["respond"]}}}};

function validate421(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
for(const key0 of Object.keys(data)){
if(!(((((key0 === "description") || (key0 === "guarantees")) || (key0 === "credits")) || (key0 === "support")) || (key0 === "exclusions"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.guarantees !== undefined && func0.call(data, "guarantees")){
let data1 = data.guarantees;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key1 of Object.keys(data1)){
let data2 = data1[key1];
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key2 of Object.keys(data2)){
if(!((key2 === "atLeast") || (key2 === "per"))){
vErrors = put(vErrors, {instancePath:instancePath+"/guarantees/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
if(data2.atLeast !== undefined && func0.call(data2, "atLeast")){
if(typeof data2.atLeast !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/guarantees/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/atLeast",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data2.per !== undefined && func0.call(data2, "per")){
let data4 = data2.per;
if(typeof data4 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/guarantees/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/per",keyword:"type",params:{type: "string"}});
errors++;
}
if(!((((data4 === "week") || (data4 === "month")) || (data4 === "quarter")) || (data4 === "year"))){
vErrors = put(vErrors, {instancePath:instancePath+"/guarantees/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/per",keyword:"enum",params:{allowedValues: schema82.properties.guarantees.additionalProperties.properties.per.enum}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/guarantees/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/guarantees",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.credits !== undefined && func0.call(data, "credits")){
let data5 = data.credits;
if(Array.isArray(data5)){
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
let data6 = data5[i0];
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if((data6.below === undefined) || (!(func0.call(data6, "below")))){
vErrors = put(vErrors, {instancePath:instancePath+"/credits/" + i0,keyword:"required",params:{missingProperty: "below"}});
errors++;
}
if((data6.credit === undefined) || (!(func0.call(data6, "credit")))){
vErrors = put(vErrors, {instancePath:instancePath+"/credits/" + i0,keyword:"required",params:{missingProperty: "credit"}});
errors++;
}
for(const key3 of Object.keys(data6)){
if(!((key3 === "below") || (key3 === "credit"))){
vErrors = put(vErrors, {instancePath:instancePath+"/credits/" + i0,keyword:"additionalProperties",params:{additionalProperty: key3}});
errors++;
}
}
if(data6.below !== undefined && func0.call(data6, "below")){
if(typeof data6.below !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/credits/" + i0+"/below",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data6.credit !== undefined && func0.call(data6, "credit")){
if(typeof data6.credit !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/credits/" + i0+"/credit",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/credits/" + i0,keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/credits",keyword:"type",params:{type: "array"}});
errors++;
}
}
if(data.support !== undefined && func0.call(data, "support")){
let data9 = data.support;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key4 of Object.keys(data9)){
let data10 = data9[key4];
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
for(const key5 of Object.keys(data10)){
if(!((((key5 === "description") || (key5 === "respond")) || (key5 === "resolve")) || (key5 === "hours"))){
vErrors = put(vErrors, {instancePath:instancePath+"/support/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"additionalProperties",params:{additionalProperty: key5}});
errors++;
}
}
if(data10.description !== undefined && func0.call(data10, "description")){
if(typeof data10.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/support/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data10.respond !== undefined && func0.call(data10, "respond")){
if(typeof data10.respond !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/support/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/respond",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data10.resolve !== undefined && func0.call(data10, "resolve")){
if(typeof data10.resolve !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/support/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/resolve",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data10.hours !== undefined && func0.call(data10, "hours")){
if(typeof data10.hours !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/support/" + key4.replace(/~/g, "~0").replace(/\//g, "~1")+"/hours",keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/support/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/support",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.exclusions !== undefined && func0.call(data, "exclusions")){
let data15 = data.exclusions;
if(Array.isArray(data15)){
const len1 = data15.length;
for(let i1=0; i1<len1; i1++){
if(typeof data15[i1] !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/exclusions/" + i1,keyword:"type",params:{type: "string"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/exclusions",keyword:"type",params:{type: "array"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate421.errors = vErrors;
return errors === 0;
}


function validate420(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(validate421(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate421.errors);
errors = vErrors.length;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.guarantees === undefined) || (!(func0.call(data, "guarantees")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "guarantees"}});
errors++;
}
if(data.guarantees !== undefined && func0.call(data, "guarantees")){
let data0 = data.guarantees;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(Object.keys(data0).length < 1){
vErrors = put(vErrors, {instancePath:instancePath+"/guarantees",keyword:"minProperties",params:{limit: 1}});
errors++;
}
for(const key0 of Object.keys(data0)){
let data1 = data0[key0];
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if((data1.atLeast === undefined) || (!(func0.call(data1, "atLeast")))){
vErrors = put(vErrors, {instancePath:instancePath+"/guarantees/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"required",params:{missingProperty: "atLeast"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/guarantees/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/guarantees",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.support !== undefined && func0.call(data, "support")){
let data2 = data.support;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key1 of Object.keys(data2)){
let data3 = data2[key1];
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if((data3.respond === undefined) || (!(func0.call(data3, "respond")))){
vErrors = put(vErrors, {instancePath:instancePath+"/support/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"required",params:{missingProperty: "respond"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/support/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/support",keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate420.errors = vErrors;
return errors === 0;
}

const schema258 = {"type":"object","allOf":[{"$ref":"#/definitions/agreements.maintenance"}],"x-needs":[{"any":[["schedule","for"],["from","to"]],"say":"`schedule` and `for`, or `from` and `to`"}]};

function validate424(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(validate113(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate113.errors);
errors = vErrors.length;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(!(((Object.prototype.hasOwnProperty.call(data, "schedule")) && (Object.prototype.hasOwnProperty.call(data, "for"))) || ((Object.prototype.hasOwnProperty.call(data, "from")) && (Object.prototype.hasOwnProperty.call(data, "to"))))){
vErrors = put(vErrors, {instancePath,keyword:"x-needs",params:{say: "`schedule` and `for`, or `from` and `to`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate424.errors = vErrors;
return errors === 0;
}

const schema259 = {"type":"object","allOf":[{"$ref":"#/definitions/agreements.correction"}],"required":["slo","from","to","reason"]};

function validate427(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(validate117(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate117.errors);
errors = vErrors.length;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.slo === undefined) || (!(func0.call(data, "slo")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "slo"}});
errors++;
}
if((data.from === undefined) || (!(func0.call(data, "from")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "from"}});
errors++;
}
if((data.to === undefined) || (!(func0.call(data, "to")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "to"}});
errors++;
}
if((data.reason === undefined) || (!(func0.call(data, "reason")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "reason"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate427.errors = vErrors;
return errors === 0;
}

const schema260 = {"type":"object","allOf":[{"$ref":"#/definitions/alerts.alert"}],"x-needs":[{"any":[["when"],["predict"],["cloudwatch"]],"say":"`when`, `predict` or `cloudwatch`"}],"properties":{"predict":{"type":"object","required":["value","over","within"],"x-needs":[{"any":[["below"],["above"]],"say":"`below` or `above`"}]},"cloudwatch":{"type":"object","required":["namespace","metric"],"x-needs":[{"any":[["below"],["above"]],"say":"`below` or `above`"}]}}};

function validate430(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(validate122(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate122.errors);
errors = vErrors.length;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.predict !== undefined && func0.call(data, "predict")){
let data0 = data.predict;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if((data0.value === undefined) || (!(func0.call(data0, "value")))){
vErrors = put(vErrors, {instancePath:instancePath+"/predict",keyword:"required",params:{missingProperty: "value"}});
errors++;
}
if((data0.over === undefined) || (!(func0.call(data0, "over")))){
vErrors = put(vErrors, {instancePath:instancePath+"/predict",keyword:"required",params:{missingProperty: "over"}});
errors++;
}
if((data0.within === undefined) || (!(func0.call(data0, "within")))){
vErrors = put(vErrors, {instancePath:instancePath+"/predict",keyword:"required",params:{missingProperty: "within"}});
errors++;
}
if(!((Object.prototype.hasOwnProperty.call(data0, "below")) || (Object.prototype.hasOwnProperty.call(data0, "above")))){
vErrors = put(vErrors, {instancePath:instancePath+"/predict",keyword:"x-needs",params:{say: "`below` or `above`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/predict",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.cloudwatch !== undefined && func0.call(data, "cloudwatch")){
let data1 = data.cloudwatch;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if((data1.namespace === undefined) || (!(func0.call(data1, "namespace")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"required",params:{missingProperty: "namespace"}});
errors++;
}
if((data1.metric === undefined) || (!(func0.call(data1, "metric")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"required",params:{missingProperty: "metric"}});
errors++;
}
if(!((Object.prototype.hasOwnProperty.call(data1, "below")) || (Object.prototype.hasOwnProperty.call(data1, "above")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-needs",params:{say: "`below` or `above`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(!(((Object.prototype.hasOwnProperty.call(data, "when")) || (Object.prototype.hasOwnProperty.call(data, "predict"))) || (Object.prototype.hasOwnProperty.call(data, "cloudwatch")))){
vErrors = put(vErrors, {instancePath,keyword:"x-needs",params:{say: "`when`, `predict` or `cloudwatch`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate430.errors = vErrors;
return errors === 0;
}

const schema261 = {"type":"object","allOf":[{"$ref":"#/definitions/alerts.anomaly"}],"required":["method"],"x-needs":[{"any":[["value"],["cloudwatch"],["features"]],"say":"`value` or `cloudwatch`, or for `isolation-forest` `features`"}],"properties":{"cloudwatch":{"type":"object","required":["namespace","metric"]},"features":{"type":"object","minProperties":1}}};

function validate433(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(validate136(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate136.errors);
errors = vErrors.length;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.method === undefined) || (!(func0.call(data, "method")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "method"}});
errors++;
}
if(data.cloudwatch !== undefined && func0.call(data, "cloudwatch")){
let data0 = data.cloudwatch;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if((data0.namespace === undefined) || (!(func0.call(data0, "namespace")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"required",params:{missingProperty: "namespace"}});
errors++;
}
if((data0.metric === undefined) || (!(func0.call(data0, "metric")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"required",params:{missingProperty: "metric"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.features !== undefined && func0.call(data, "features")){
let data1 = data.features;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(Object.keys(data1).length < 1){
vErrors = put(vErrors, {instancePath:instancePath+"/features",keyword:"minProperties",params:{limit: 1}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/features",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(!(((Object.prototype.hasOwnProperty.call(data, "value")) || (Object.prototype.hasOwnProperty.call(data, "cloudwatch"))) || (Object.prototype.hasOwnProperty.call(data, "features")))){
vErrors = put(vErrors, {instancePath,keyword:"x-needs",params:{say: "`value` or `cloudwatch`, or for `isolation-forest` `features`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate433.errors = vErrors;
return errors === 0;
}

const schema262 = {"type":"object","allOf":[{"$ref":"#/definitions/telemetry.declaredMetric"}],"required":["type"]};

function validate436(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(validate145(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate145.errors);
errors = vErrors.length;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.type === undefined) || (!(func0.call(data, "type")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "type"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate436.errors = vErrors;
return errors === 0;
}

const schema263 = {"type":"object","allOf":[{"$ref":"#/definitions/chaos.experiment"}],"required":["hypothesis","inject","duration"],"properties":{"inject":{"type":"object","minProperties":1,"properties":{"networkDelay":{"type":"object","required":["delay"]},"networkLoss":{"type":"object","required":["loss"]},"networkPartition":{"type":"object","required":["from"]},"diskFill":{"type":"object","required":["path","size"]},"memoryStress":{"type":"object","required":["size"]}}}}};

function validate439(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(validate171(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate171.errors);
errors = vErrors.length;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.hypothesis === undefined) || (!(func0.call(data, "hypothesis")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "hypothesis"}});
errors++;
}
if((data.inject === undefined) || (!(func0.call(data, "inject")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "inject"}});
errors++;
}
if((data.duration === undefined) || (!(func0.call(data, "duration")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "duration"}});
errors++;
}
if(data.inject !== undefined && func0.call(data, "inject")){
let data0 = data.inject;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(Object.keys(data0).length < 1){
vErrors = put(vErrors, {instancePath:instancePath+"/inject",keyword:"minProperties",params:{limit: 1}});
errors++;
}
if(data0.networkDelay !== undefined && func0.call(data0, "networkDelay")){
let data1 = data0.networkDelay;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if((data1.delay === undefined) || (!(func0.call(data1, "delay")))){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/networkDelay",keyword:"required",params:{missingProperty: "delay"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/inject/networkDelay",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data0.networkLoss !== undefined && func0.call(data0, "networkLoss")){
let data2 = data0.networkLoss;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if((data2.loss === undefined) || (!(func0.call(data2, "loss")))){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/networkLoss",keyword:"required",params:{missingProperty: "loss"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/inject/networkLoss",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data0.networkPartition !== undefined && func0.call(data0, "networkPartition")){
let data3 = data0.networkPartition;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if((data3.from === undefined) || (!(func0.call(data3, "from")))){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/networkPartition",keyword:"required",params:{missingProperty: "from"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/inject/networkPartition",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data0.diskFill !== undefined && func0.call(data0, "diskFill")){
let data4 = data0.diskFill;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if((data4.path === undefined) || (!(func0.call(data4, "path")))){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/diskFill",keyword:"required",params:{missingProperty: "path"}});
errors++;
}
if((data4.size === undefined) || (!(func0.call(data4, "size")))){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/diskFill",keyword:"required",params:{missingProperty: "size"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/inject/diskFill",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data0.memoryStress !== undefined && func0.call(data0, "memoryStress")){
let data5 = data0.memoryStress;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if((data5.size === undefined) || (!(func0.call(data5, "size")))){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/memoryStress",keyword:"required",params:{missingProperty: "size"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/inject/memoryStress",keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/inject",keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate439.errors = vErrors;
return errors === 0;
}


function validate335(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.service === undefined) || (!(func0.call(data, "service")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "service"}});
errors++;
}
if(data.service !== undefined && func0.call(data, "service")){
if(typeof data.service !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/service",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.slis !== undefined && func0.call(data, "slis")){
let data1 = data.slis;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
for(const key0 of Object.keys(data1)){
if(!(validate336(data1[key0], {instancePath:instancePath+"/slis/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data1,parentDataProperty:key0,rootData}))){
vErrors = join(vErrors, validate336.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/slis",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.slos !== undefined && func0.call(data, "slos")){
let data3 = data.slos;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
for(const key1 of Object.keys(data3)){
if(!(validate417(data3[key1], {instancePath:instancePath+"/slos/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data3,parentDataProperty:key1,rootData}))){
vErrors = join(vErrors, validate417.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/slos",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.sla !== undefined && func0.call(data, "sla")){
if(!(validate420(data.sla, {instancePath:instancePath+"/sla",parentData:data,parentDataProperty:"sla",rootData}))){
vErrors = join(vErrors, validate420.errors);
errors = vErrors.length;
}
}
if(data.maintenance !== undefined && func0.call(data, "maintenance")){
let data6 = data.maintenance;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key2 of Object.keys(data6)){
if(!(validate424(data6[key2], {instancePath:instancePath+"/maintenance/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data6,parentDataProperty:key2,rootData}))){
vErrors = join(vErrors, validate424.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/maintenance",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.corrections !== undefined && func0.call(data, "corrections")){
let data8 = data.corrections;
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key3 of Object.keys(data8)){
if(!(validate427(data8[key3], {instancePath:instancePath+"/corrections/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data8,parentDataProperty:key3,rootData}))){
vErrors = join(vErrors, validate427.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/corrections",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.alerts !== undefined && func0.call(data, "alerts")){
let data10 = data.alerts;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
for(const key4 of Object.keys(data10)){
if(!(validate430(data10[key4], {instancePath:instancePath+"/alerts/" + key4.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data10,parentDataProperty:key4,rootData}))){
vErrors = join(vErrors, validate430.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/alerts",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.anomalies !== undefined && func0.call(data, "anomalies")){
let data12 = data.anomalies;
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
for(const key5 of Object.keys(data12)){
if(!(validate433(data12[key5], {instancePath:instancePath+"/anomalies/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data12,parentDataProperty:key5,rootData}))){
vErrors = join(vErrors, validate433.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/anomalies",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.metrics !== undefined && func0.call(data, "metrics")){
let data14 = data.metrics;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if(data14.declare !== undefined && func0.call(data14, "declare")){
let data15 = data14.declare;
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
for(const key6 of Object.keys(data15)){
if(!(validate436(data15[key6], {instancePath:instancePath+"/metrics/declare/" + key6.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data15,parentDataProperty:key6,rootData}))){
vErrors = join(vErrors, validate436.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/metrics/declare",keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/metrics",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.chaos !== undefined && func0.call(data, "chaos")){
let data17 = data.chaos;
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
for(const key7 of Object.keys(data17)){
if(!(validate439(data17[key7], {instancePath:instancePath+"/chaos/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data17,parentDataProperty:key7,rootData}))){
vErrors = join(vErrors, validate439.errors);
errors = vErrors.length;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/chaos",keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate335.errors = vErrors;
return errors === 0;
}

export const slo = validate442;

function validate442(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if((typeof data !== "string") && (!(data && typeof data == "object" && !Array.isArray(data)))){
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: schema249.type}});
errors++;
}
if(!(validate96(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate96.errors);
errors = vErrors.length;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.objective === undefined) || (!(func0.call(data, "objective")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "objective"}});
errors++;
}
}
validate442.errors = vErrors;
return errors === 0;
}

export const alert = validate444;

function validate444(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(validate122(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate122.errors);
errors = vErrors.length;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.predict !== undefined && func0.call(data, "predict")){
let data0 = data.predict;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if((data0.value === undefined) || (!(func0.call(data0, "value")))){
vErrors = put(vErrors, {instancePath:instancePath+"/predict",keyword:"required",params:{missingProperty: "value"}});
errors++;
}
if((data0.over === undefined) || (!(func0.call(data0, "over")))){
vErrors = put(vErrors, {instancePath:instancePath+"/predict",keyword:"required",params:{missingProperty: "over"}});
errors++;
}
if((data0.within === undefined) || (!(func0.call(data0, "within")))){
vErrors = put(vErrors, {instancePath:instancePath+"/predict",keyword:"required",params:{missingProperty: "within"}});
errors++;
}
if(!((Object.prototype.hasOwnProperty.call(data0, "below")) || (Object.prototype.hasOwnProperty.call(data0, "above")))){
vErrors = put(vErrors, {instancePath:instancePath+"/predict",keyword:"x-needs",params:{say: "`below` or `above`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/predict",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.cloudwatch !== undefined && func0.call(data, "cloudwatch")){
let data1 = data.cloudwatch;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if((data1.namespace === undefined) || (!(func0.call(data1, "namespace")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"required",params:{missingProperty: "namespace"}});
errors++;
}
if((data1.metric === undefined) || (!(func0.call(data1, "metric")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"required",params:{missingProperty: "metric"}});
errors++;
}
if(!((Object.prototype.hasOwnProperty.call(data1, "below")) || (Object.prototype.hasOwnProperty.call(data1, "above")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-needs",params:{say: "`below` or `above`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(!(((Object.prototype.hasOwnProperty.call(data, "when")) || (Object.prototype.hasOwnProperty.call(data, "predict"))) || (Object.prototype.hasOwnProperty.call(data, "cloudwatch")))){
vErrors = put(vErrors, {instancePath,keyword:"x-needs",params:{say: "`when`, `predict` or `cloudwatch`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate444.errors = vErrors;
return errors === 0;
}

export const anomaly = validate446;

function validate446(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(validate136(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate136.errors);
errors = vErrors.length;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.method === undefined) || (!(func0.call(data, "method")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "method"}});
errors++;
}
if(data.cloudwatch !== undefined && func0.call(data, "cloudwatch")){
let data0 = data.cloudwatch;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if((data0.namespace === undefined) || (!(func0.call(data0, "namespace")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"required",params:{missingProperty: "namespace"}});
errors++;
}
if((data0.metric === undefined) || (!(func0.call(data0, "metric")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"required",params:{missingProperty: "metric"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.features !== undefined && func0.call(data, "features")){
let data1 = data.features;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(Object.keys(data1).length < 1){
vErrors = put(vErrors, {instancePath:instancePath+"/features",keyword:"minProperties",params:{limit: 1}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/features",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(!(((Object.prototype.hasOwnProperty.call(data, "value")) || (Object.prototype.hasOwnProperty.call(data, "cloudwatch"))) || (Object.prototype.hasOwnProperty.call(data, "features")))){
vErrors = put(vErrors, {instancePath,keyword:"x-needs",params:{say: "`value` or `cloudwatch`, or for `isolation-forest` `features`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate446.errors = vErrors;
return errors === 0;
}

export const maintenance = validate448;

function validate448(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(validate113(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate113.errors);
errors = vErrors.length;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if(!(((Object.prototype.hasOwnProperty.call(data, "schedule")) && (Object.prototype.hasOwnProperty.call(data, "for"))) || ((Object.prototype.hasOwnProperty.call(data, "from")) && (Object.prototype.hasOwnProperty.call(data, "to"))))){
vErrors = put(vErrors, {instancePath,keyword:"x-needs",params:{say: "`schedule` and `for`, or `from` and `to`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate448.errors = vErrors;
return errors === 0;
}

export const correction = validate450;

function validate450(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(validate117(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate117.errors);
errors = vErrors.length;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.slo === undefined) || (!(func0.call(data, "slo")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "slo"}});
errors++;
}
if((data.from === undefined) || (!(func0.call(data, "from")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "from"}});
errors++;
}
if((data.to === undefined) || (!(func0.call(data, "to")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "to"}});
errors++;
}
if((data.reason === undefined) || (!(func0.call(data, "reason")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "reason"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate450.errors = vErrors;
return errors === 0;
}

export const sla = validate452;

function validate452(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(validate421(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate421.errors);
errors = vErrors.length;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.guarantees === undefined) || (!(func0.call(data, "guarantees")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "guarantees"}});
errors++;
}
if(data.guarantees !== undefined && func0.call(data, "guarantees")){
let data0 = data.guarantees;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(Object.keys(data0).length < 1){
vErrors = put(vErrors, {instancePath:instancePath+"/guarantees",keyword:"minProperties",params:{limit: 1}});
errors++;
}
for(const key0 of Object.keys(data0)){
let data1 = data0[key0];
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if((data1.atLeast === undefined) || (!(func0.call(data1, "atLeast")))){
vErrors = put(vErrors, {instancePath:instancePath+"/guarantees/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"required",params:{missingProperty: "atLeast"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/guarantees/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/guarantees",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.support !== undefined && func0.call(data, "support")){
let data2 = data.support;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key1 of Object.keys(data2)){
let data3 = data2[key1];
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if((data3.respond === undefined) || (!(func0.call(data3, "respond")))){
vErrors = put(vErrors, {instancePath:instancePath+"/support/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"required",params:{missingProperty: "respond"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/support/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/support",keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate452.errors = vErrors;
return errors === 0;
}

export const metric = validate454;

function validate454(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(validate145(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate145.errors);
errors = vErrors.length;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.type === undefined) || (!(func0.call(data, "type")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "type"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate454.errors = vErrors;
return errors === 0;
}

export const experiment = validate456;

function validate456(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(!(validate171(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate171.errors);
errors = vErrors.length;
}
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.hypothesis === undefined) || (!(func0.call(data, "hypothesis")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "hypothesis"}});
errors++;
}
if((data.inject === undefined) || (!(func0.call(data, "inject")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "inject"}});
errors++;
}
if((data.duration === undefined) || (!(func0.call(data, "duration")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "duration"}});
errors++;
}
if(data.inject !== undefined && func0.call(data, "inject")){
let data0 = data.inject;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(Object.keys(data0).length < 1){
vErrors = put(vErrors, {instancePath:instancePath+"/inject",keyword:"minProperties",params:{limit: 1}});
errors++;
}
if(data0.networkDelay !== undefined && func0.call(data0, "networkDelay")){
let data1 = data0.networkDelay;
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if((data1.delay === undefined) || (!(func0.call(data1, "delay")))){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/networkDelay",keyword:"required",params:{missingProperty: "delay"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/inject/networkDelay",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data0.networkLoss !== undefined && func0.call(data0, "networkLoss")){
let data2 = data0.networkLoss;
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if((data2.loss === undefined) || (!(func0.call(data2, "loss")))){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/networkLoss",keyword:"required",params:{missingProperty: "loss"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/inject/networkLoss",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data0.networkPartition !== undefined && func0.call(data0, "networkPartition")){
let data3 = data0.networkPartition;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if((data3.from === undefined) || (!(func0.call(data3, "from")))){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/networkPartition",keyword:"required",params:{missingProperty: "from"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/inject/networkPartition",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data0.diskFill !== undefined && func0.call(data0, "diskFill")){
let data4 = data0.diskFill;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
if((data4.path === undefined) || (!(func0.call(data4, "path")))){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/diskFill",keyword:"required",params:{missingProperty: "path"}});
errors++;
}
if((data4.size === undefined) || (!(func0.call(data4, "size")))){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/diskFill",keyword:"required",params:{missingProperty: "size"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/inject/diskFill",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data0.memoryStress !== undefined && func0.call(data0, "memoryStress")){
let data5 = data0.memoryStress;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if((data5.size === undefined) || (!(func0.call(data5, "size")))){
vErrors = put(vErrors, {instancePath:instancePath+"/inject/memoryStress",keyword:"required",params:{missingProperty: "size"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/inject/memoryStress",keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/inject",keyword:"type",params:{type: "object"}});
errors++;
}
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate456.errors = vErrors;
return errors === 0;
}

export const sli = validate458;

function validate458(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.type === undefined) || (!(func0.call(data, "type")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "type"}});
errors++;
}
const tag0 = data.type;
if(typeof tag0 == "string"){
if(tag0 === "availability"){
if(!(validate337(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate337.errors);
errors = vErrors.length;
}
}
else if(tag0 === "correctness"){
if(!(validate349(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate349.errors);
errors = vErrors.length;
}
}
else if(tag0 === "error-rate"){
if(!(validate361(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate361.errors);
errors = vErrors.length;
}
}
else if(tag0 === "latency"){
if(!(validate373(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate373.errors);
errors = vErrors.length;
}
}
else if(tag0 === "throughput"){
if(!(validate381(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate381.errors);
errors = vErrors.length;
}
}
else if(tag0 === "freshness"){
if(!(validate389(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate389.errors);
errors = vErrors.length;
}
}
else if(tag0 === "custom"){
if(!(validate395(data, {instancePath,parentData,parentDataProperty,rootData}))){
vErrors = join(vErrors, validate395.errors);
errors = vErrors.length;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"discriminator",params:{error: "mapping", tag: "type", tagValue: tag0}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"discriminator",params:{error: "tag", tag: "type", tagValue: tag0}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate458.errors = vErrors;
return errors === 0;
}

export const sliAvailability = validate466;

function validate466(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.type === undefined) || (!(func0.call(data, "type")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "type"}});
errors++;
}
for(const key0 of Object.keys(data)){
if(!((((((key0 === "type") || (key0 === "description")) || (key0 === "groupBy")) || (key0 === "match")) || (key0 === "prometheus")) || (key0 === "cloudwatch"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}});
errors++;
}
if("availability" !== data0){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "availability"}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.groupBy !== undefined && func0.call(data, "groupBy")){
if(!(validate43(data.groupBy, {instancePath:instancePath+"/groupBy",parentData:data,parentDataProperty:"groupBy",rootData}))){
vErrors = join(vErrors, validate43.errors);
errors = vErrors.length;
}
}
if(data.match !== undefined && func0.call(data, "match")){
if(!(validate45(data.match, {instancePath:instancePath+"/match",parentData:data,parentDataProperty:"match",rootData}))){
vErrors = join(vErrors, validate45.errors);
errors = vErrors.length;
}
}
if(data.prometheus !== undefined && func0.call(data, "prometheus")){
let data4 = data.prometheus;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 of Object.keys(data4)){
if(!((((((key1 === "total") || (key1 === "good")) || (key1 === "bad")) || (key1 === "gauge")) || (key1 === "unit")) || (key1 === "interval"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data4.total !== undefined && func0.call(data4, "total")){
if(!(validate50(data4.total, {instancePath:instancePath+"/prometheus/total",parentData:data4,parentDataProperty:"total",rootData}))){
vErrors = join(vErrors, validate50.errors);
errors = vErrors.length;
}
}
if(data4.good !== undefined && func0.call(data4, "good")){
if(!(validate52(data4.good, {instancePath:instancePath+"/prometheus/good",parentData:data4,parentDataProperty:"good",rootData}))){
vErrors = join(vErrors, validate52.errors);
errors = vErrors.length;
}
}
if(data4.bad !== undefined && func0.call(data4, "bad")){
if(!(validate54(data4.bad, {instancePath:instancePath+"/prometheus/bad",parentData:data4,parentDataProperty:"bad",rootData}))){
vErrors = join(vErrors, validate54.errors);
errors = vErrors.length;
}
}
if(data4.gauge !== undefined && func0.call(data4, "gauge")){
if(typeof data4.gauge !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/gauge",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data4.unit !== undefined && func0.call(data4, "unit")){
if(!(validate58(data4.unit, {instancePath:instancePath+"/prometheus/unit",parentData:data4,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate58.errors);
errors = vErrors.length;
}
}
if(data4.interval !== undefined && func0.call(data4, "interval")){
if(typeof data4.interval !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/interval",keyword:"type",params:{type: "string"}});
errors++;
}
}
if((((Object.prototype.hasOwnProperty.call(data4, "total")) || (Object.prototype.hasOwnProperty.call(data4, "good"))) || (Object.prototype.hasOwnProperty.call(data4, "bad"))) && (Object.prototype.hasOwnProperty.call(data4, "gauge"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-exclusive",params:{"of":[["total","good","bad"],["gauge"]]}});
errors++;
}
if((Object.prototype.hasOwnProperty.call(data4, "total")) && ((Object.prototype.hasOwnProperty.call(data4, "good")) && (Object.prototype.hasOwnProperty.call(data4, "bad")))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-exclusive",params:{"of":[["good"],["bad"]],"given":"total"}});
errors++;
}
if(!(((((Object.prototype.hasOwnProperty.call(data4, "total")) && (Object.prototype.hasOwnProperty.call(data4, "good"))) || ((Object.prototype.hasOwnProperty.call(data4, "total")) && (Object.prototype.hasOwnProperty.call(data4, "bad")))) || ((Object.prototype.hasOwnProperty.call(data4, "good")) && (Object.prototype.hasOwnProperty.call(data4, "bad")))) || (Object.prototype.hasOwnProperty.call(data4, "gauge")))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-needs",params:{say: "two of `total`, `good` and `bad`, or `gauge`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.cloudwatch !== undefined && func0.call(data, "cloudwatch")){
let data11 = data.cloudwatch;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if((data11.namespace === undefined) || (!(func0.call(data11, "namespace")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"required",params:{missingProperty: "namespace"}});
errors++;
}
for(const key2 of Object.keys(data11)){
if(!((((((((key2 === "namespace") || (key2 === "dimensions")) || (key2 === "total")) || (key2 === "good")) || (key2 === "bad")) || (key2 === "gauge")) || (key2 === "statistic")) || (key2 === "unit"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
if(data11.namespace !== undefined && func0.call(data11, "namespace")){
if(typeof data11.namespace !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/namespace",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data11.dimensions !== undefined && func0.call(data11, "dimensions")){
if(!(validate62(data11.dimensions, {instancePath:instancePath+"/cloudwatch/dimensions",parentData:data11,parentDataProperty:"dimensions",rootData}))){
vErrors = join(vErrors, validate62.errors);
errors = vErrors.length;
}
}
if(data11.total !== undefined && func0.call(data11, "total")){
if(!(validate64(data11.total, {instancePath:instancePath+"/cloudwatch/total",parentData:data11,parentDataProperty:"total",rootData}))){
vErrors = join(vErrors, validate64.errors);
errors = vErrors.length;
}
}
if(data11.good !== undefined && func0.call(data11, "good")){
if(!(validate66(data11.good, {instancePath:instancePath+"/cloudwatch/good",parentData:data11,parentDataProperty:"good",rootData}))){
vErrors = join(vErrors, validate66.errors);
errors = vErrors.length;
}
}
if(data11.bad !== undefined && func0.call(data11, "bad")){
if(!(validate68(data11.bad, {instancePath:instancePath+"/cloudwatch/bad",parentData:data11,parentDataProperty:"bad",rootData}))){
vErrors = join(vErrors, validate68.errors);
errors = vErrors.length;
}
}
if(data11.gauge !== undefined && func0.call(data11, "gauge")){
if(typeof data11.gauge !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/gauge",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data11.statistic !== undefined && func0.call(data11, "statistic")){
if(typeof data11.statistic !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/statistic",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data11.unit !== undefined && func0.call(data11, "unit")){
if(!(validate72(data11.unit, {instancePath:instancePath+"/cloudwatch/unit",parentData:data11,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate72.errors);
errors = vErrors.length;
}
}
if((((Object.prototype.hasOwnProperty.call(data11, "total")) || (Object.prototype.hasOwnProperty.call(data11, "good"))) || (Object.prototype.hasOwnProperty.call(data11, "bad"))) && (Object.prototype.hasOwnProperty.call(data11, "gauge"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-exclusive",params:{"of":[["total","good","bad"],["gauge"]]}});
errors++;
}
if((Object.prototype.hasOwnProperty.call(data11, "total")) && ((Object.prototype.hasOwnProperty.call(data11, "good")) && (Object.prototype.hasOwnProperty.call(data11, "bad")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-exclusive",params:{"of":[["good"],["bad"]],"given":"total"}});
errors++;
}
if(!(((((Object.prototype.hasOwnProperty.call(data11, "total")) && (Object.prototype.hasOwnProperty.call(data11, "good"))) || ((Object.prototype.hasOwnProperty.call(data11, "total")) && (Object.prototype.hasOwnProperty.call(data11, "bad")))) || ((Object.prototype.hasOwnProperty.call(data11, "good")) && (Object.prototype.hasOwnProperty.call(data11, "bad")))) || (Object.prototype.hasOwnProperty.call(data11, "gauge")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-needs",params:{say: "two of `total`, `good` and `bad`, or `gauge`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(!((Object.prototype.hasOwnProperty.call(data, "prometheus")) || (Object.prototype.hasOwnProperty.call(data, "cloudwatch")))){
vErrors = put(vErrors, {instancePath,keyword:"x-needs",params:{say: "a source: `prometheus` or `cloudwatch`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate466.errors = vErrors;
return errors === 0;
}

export const sliCorrectness = validate478;

function validate478(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.type === undefined) || (!(func0.call(data, "type")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "type"}});
errors++;
}
for(const key0 of Object.keys(data)){
if(!((((((key0 === "type") || (key0 === "description")) || (key0 === "groupBy")) || (key0 === "match")) || (key0 === "prometheus")) || (key0 === "cloudwatch"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}});
errors++;
}
if("correctness" !== data0){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "correctness"}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.groupBy !== undefined && func0.call(data, "groupBy")){
if(!(validate43(data.groupBy, {instancePath:instancePath+"/groupBy",parentData:data,parentDataProperty:"groupBy",rootData}))){
vErrors = join(vErrors, validate43.errors);
errors = vErrors.length;
}
}
if(data.match !== undefined && func0.call(data, "match")){
if(!(validate45(data.match, {instancePath:instancePath+"/match",parentData:data,parentDataProperty:"match",rootData}))){
vErrors = join(vErrors, validate45.errors);
errors = vErrors.length;
}
}
if(data.prometheus !== undefined && func0.call(data, "prometheus")){
let data4 = data.prometheus;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 of Object.keys(data4)){
if(!((((((key1 === "total") || (key1 === "good")) || (key1 === "bad")) || (key1 === "gauge")) || (key1 === "unit")) || (key1 === "interval"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data4.total !== undefined && func0.call(data4, "total")){
if(!(validate50(data4.total, {instancePath:instancePath+"/prometheus/total",parentData:data4,parentDataProperty:"total",rootData}))){
vErrors = join(vErrors, validate50.errors);
errors = vErrors.length;
}
}
if(data4.good !== undefined && func0.call(data4, "good")){
if(!(validate52(data4.good, {instancePath:instancePath+"/prometheus/good",parentData:data4,parentDataProperty:"good",rootData}))){
vErrors = join(vErrors, validate52.errors);
errors = vErrors.length;
}
}
if(data4.bad !== undefined && func0.call(data4, "bad")){
if(!(validate54(data4.bad, {instancePath:instancePath+"/prometheus/bad",parentData:data4,parentDataProperty:"bad",rootData}))){
vErrors = join(vErrors, validate54.errors);
errors = vErrors.length;
}
}
if(data4.gauge !== undefined && func0.call(data4, "gauge")){
if(typeof data4.gauge !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/gauge",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data4.unit !== undefined && func0.call(data4, "unit")){
if(!(validate58(data4.unit, {instancePath:instancePath+"/prometheus/unit",parentData:data4,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate58.errors);
errors = vErrors.length;
}
}
if(data4.interval !== undefined && func0.call(data4, "interval")){
if(typeof data4.interval !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/interval",keyword:"type",params:{type: "string"}});
errors++;
}
}
if((((Object.prototype.hasOwnProperty.call(data4, "total")) || (Object.prototype.hasOwnProperty.call(data4, "good"))) || (Object.prototype.hasOwnProperty.call(data4, "bad"))) && (Object.prototype.hasOwnProperty.call(data4, "gauge"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-exclusive",params:{"of":[["total","good","bad"],["gauge"]]}});
errors++;
}
if((Object.prototype.hasOwnProperty.call(data4, "total")) && ((Object.prototype.hasOwnProperty.call(data4, "good")) && (Object.prototype.hasOwnProperty.call(data4, "bad")))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-exclusive",params:{"of":[["good"],["bad"]],"given":"total"}});
errors++;
}
if(!(((((Object.prototype.hasOwnProperty.call(data4, "total")) && (Object.prototype.hasOwnProperty.call(data4, "good"))) || ((Object.prototype.hasOwnProperty.call(data4, "total")) && (Object.prototype.hasOwnProperty.call(data4, "bad")))) || ((Object.prototype.hasOwnProperty.call(data4, "good")) && (Object.prototype.hasOwnProperty.call(data4, "bad")))) || (Object.prototype.hasOwnProperty.call(data4, "gauge")))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-needs",params:{say: "two of `total`, `good` and `bad`, or `gauge`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.cloudwatch !== undefined && func0.call(data, "cloudwatch")){
let data11 = data.cloudwatch;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if((data11.namespace === undefined) || (!(func0.call(data11, "namespace")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"required",params:{missingProperty: "namespace"}});
errors++;
}
for(const key2 of Object.keys(data11)){
if(!((((((((key2 === "namespace") || (key2 === "dimensions")) || (key2 === "total")) || (key2 === "good")) || (key2 === "bad")) || (key2 === "gauge")) || (key2 === "statistic")) || (key2 === "unit"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
if(data11.namespace !== undefined && func0.call(data11, "namespace")){
if(typeof data11.namespace !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/namespace",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data11.dimensions !== undefined && func0.call(data11, "dimensions")){
if(!(validate62(data11.dimensions, {instancePath:instancePath+"/cloudwatch/dimensions",parentData:data11,parentDataProperty:"dimensions",rootData}))){
vErrors = join(vErrors, validate62.errors);
errors = vErrors.length;
}
}
if(data11.total !== undefined && func0.call(data11, "total")){
if(!(validate64(data11.total, {instancePath:instancePath+"/cloudwatch/total",parentData:data11,parentDataProperty:"total",rootData}))){
vErrors = join(vErrors, validate64.errors);
errors = vErrors.length;
}
}
if(data11.good !== undefined && func0.call(data11, "good")){
if(!(validate66(data11.good, {instancePath:instancePath+"/cloudwatch/good",parentData:data11,parentDataProperty:"good",rootData}))){
vErrors = join(vErrors, validate66.errors);
errors = vErrors.length;
}
}
if(data11.bad !== undefined && func0.call(data11, "bad")){
if(!(validate68(data11.bad, {instancePath:instancePath+"/cloudwatch/bad",parentData:data11,parentDataProperty:"bad",rootData}))){
vErrors = join(vErrors, validate68.errors);
errors = vErrors.length;
}
}
if(data11.gauge !== undefined && func0.call(data11, "gauge")){
if(typeof data11.gauge !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/gauge",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data11.statistic !== undefined && func0.call(data11, "statistic")){
if(typeof data11.statistic !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/statistic",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data11.unit !== undefined && func0.call(data11, "unit")){
if(!(validate72(data11.unit, {instancePath:instancePath+"/cloudwatch/unit",parentData:data11,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate72.errors);
errors = vErrors.length;
}
}
if((((Object.prototype.hasOwnProperty.call(data11, "total")) || (Object.prototype.hasOwnProperty.call(data11, "good"))) || (Object.prototype.hasOwnProperty.call(data11, "bad"))) && (Object.prototype.hasOwnProperty.call(data11, "gauge"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-exclusive",params:{"of":[["total","good","bad"],["gauge"]]}});
errors++;
}
if((Object.prototype.hasOwnProperty.call(data11, "total")) && ((Object.prototype.hasOwnProperty.call(data11, "good")) && (Object.prototype.hasOwnProperty.call(data11, "bad")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-exclusive",params:{"of":[["good"],["bad"]],"given":"total"}});
errors++;
}
if(!(((((Object.prototype.hasOwnProperty.call(data11, "total")) && (Object.prototype.hasOwnProperty.call(data11, "good"))) || ((Object.prototype.hasOwnProperty.call(data11, "total")) && (Object.prototype.hasOwnProperty.call(data11, "bad")))) || ((Object.prototype.hasOwnProperty.call(data11, "good")) && (Object.prototype.hasOwnProperty.call(data11, "bad")))) || (Object.prototype.hasOwnProperty.call(data11, "gauge")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-needs",params:{say: "two of `total`, `good` and `bad`, or `gauge`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(!((Object.prototype.hasOwnProperty.call(data, "prometheus")) || (Object.prototype.hasOwnProperty.call(data, "cloudwatch")))){
vErrors = put(vErrors, {instancePath,keyword:"x-needs",params:{say: "a source: `prometheus` or `cloudwatch`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate478.errors = vErrors;
return errors === 0;
}

export const sliErrorRate = validate490;

function validate490(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.type === undefined) || (!(func0.call(data, "type")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "type"}});
errors++;
}
for(const key0 of Object.keys(data)){
if(!((((((key0 === "type") || (key0 === "description")) || (key0 === "groupBy")) || (key0 === "match")) || (key0 === "prometheus")) || (key0 === "cloudwatch"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}});
errors++;
}
if("error-rate" !== data0){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "error-rate"}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.groupBy !== undefined && func0.call(data, "groupBy")){
if(!(validate43(data.groupBy, {instancePath:instancePath+"/groupBy",parentData:data,parentDataProperty:"groupBy",rootData}))){
vErrors = join(vErrors, validate43.errors);
errors = vErrors.length;
}
}
if(data.match !== undefined && func0.call(data, "match")){
if(!(validate45(data.match, {instancePath:instancePath+"/match",parentData:data,parentDataProperty:"match",rootData}))){
vErrors = join(vErrors, validate45.errors);
errors = vErrors.length;
}
}
if(data.prometheus !== undefined && func0.call(data, "prometheus")){
let data4 = data.prometheus;
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key1 of Object.keys(data4)){
if(!((((((key1 === "total") || (key1 === "good")) || (key1 === "bad")) || (key1 === "gauge")) || (key1 === "unit")) || (key1 === "interval"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data4.total !== undefined && func0.call(data4, "total")){
if(!(validate50(data4.total, {instancePath:instancePath+"/prometheus/total",parentData:data4,parentDataProperty:"total",rootData}))){
vErrors = join(vErrors, validate50.errors);
errors = vErrors.length;
}
}
if(data4.good !== undefined && func0.call(data4, "good")){
if(!(validate52(data4.good, {instancePath:instancePath+"/prometheus/good",parentData:data4,parentDataProperty:"good",rootData}))){
vErrors = join(vErrors, validate52.errors);
errors = vErrors.length;
}
}
if(data4.bad !== undefined && func0.call(data4, "bad")){
if(!(validate54(data4.bad, {instancePath:instancePath+"/prometheus/bad",parentData:data4,parentDataProperty:"bad",rootData}))){
vErrors = join(vErrors, validate54.errors);
errors = vErrors.length;
}
}
if(data4.gauge !== undefined && func0.call(data4, "gauge")){
if(typeof data4.gauge !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/gauge",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data4.unit !== undefined && func0.call(data4, "unit")){
if(!(validate58(data4.unit, {instancePath:instancePath+"/prometheus/unit",parentData:data4,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate58.errors);
errors = vErrors.length;
}
}
if(data4.interval !== undefined && func0.call(data4, "interval")){
if(typeof data4.interval !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/interval",keyword:"type",params:{type: "string"}});
errors++;
}
}
if((((Object.prototype.hasOwnProperty.call(data4, "total")) || (Object.prototype.hasOwnProperty.call(data4, "good"))) || (Object.prototype.hasOwnProperty.call(data4, "bad"))) && (Object.prototype.hasOwnProperty.call(data4, "gauge"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-exclusive",params:{"of":[["total","good","bad"],["gauge"]]}});
errors++;
}
if((Object.prototype.hasOwnProperty.call(data4, "total")) && ((Object.prototype.hasOwnProperty.call(data4, "good")) && (Object.prototype.hasOwnProperty.call(data4, "bad")))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-exclusive",params:{"of":[["good"],["bad"]],"given":"total"}});
errors++;
}
if(!(((((Object.prototype.hasOwnProperty.call(data4, "total")) && (Object.prototype.hasOwnProperty.call(data4, "good"))) || ((Object.prototype.hasOwnProperty.call(data4, "total")) && (Object.prototype.hasOwnProperty.call(data4, "bad")))) || ((Object.prototype.hasOwnProperty.call(data4, "good")) && (Object.prototype.hasOwnProperty.call(data4, "bad")))) || (Object.prototype.hasOwnProperty.call(data4, "gauge")))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-needs",params:{say: "two of `total`, `good` and `bad`, or `gauge`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.cloudwatch !== undefined && func0.call(data, "cloudwatch")){
let data11 = data.cloudwatch;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if((data11.namespace === undefined) || (!(func0.call(data11, "namespace")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"required",params:{missingProperty: "namespace"}});
errors++;
}
for(const key2 of Object.keys(data11)){
if(!((((((((key2 === "namespace") || (key2 === "dimensions")) || (key2 === "total")) || (key2 === "good")) || (key2 === "bad")) || (key2 === "gauge")) || (key2 === "statistic")) || (key2 === "unit"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
if(data11.namespace !== undefined && func0.call(data11, "namespace")){
if(typeof data11.namespace !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/namespace",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data11.dimensions !== undefined && func0.call(data11, "dimensions")){
if(!(validate62(data11.dimensions, {instancePath:instancePath+"/cloudwatch/dimensions",parentData:data11,parentDataProperty:"dimensions",rootData}))){
vErrors = join(vErrors, validate62.errors);
errors = vErrors.length;
}
}
if(data11.total !== undefined && func0.call(data11, "total")){
if(!(validate64(data11.total, {instancePath:instancePath+"/cloudwatch/total",parentData:data11,parentDataProperty:"total",rootData}))){
vErrors = join(vErrors, validate64.errors);
errors = vErrors.length;
}
}
if(data11.good !== undefined && func0.call(data11, "good")){
if(!(validate66(data11.good, {instancePath:instancePath+"/cloudwatch/good",parentData:data11,parentDataProperty:"good",rootData}))){
vErrors = join(vErrors, validate66.errors);
errors = vErrors.length;
}
}
if(data11.bad !== undefined && func0.call(data11, "bad")){
if(!(validate68(data11.bad, {instancePath:instancePath+"/cloudwatch/bad",parentData:data11,parentDataProperty:"bad",rootData}))){
vErrors = join(vErrors, validate68.errors);
errors = vErrors.length;
}
}
if(data11.gauge !== undefined && func0.call(data11, "gauge")){
if(typeof data11.gauge !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/gauge",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data11.statistic !== undefined && func0.call(data11, "statistic")){
if(typeof data11.statistic !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/statistic",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data11.unit !== undefined && func0.call(data11, "unit")){
if(!(validate72(data11.unit, {instancePath:instancePath+"/cloudwatch/unit",parentData:data11,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate72.errors);
errors = vErrors.length;
}
}
if((((Object.prototype.hasOwnProperty.call(data11, "total")) || (Object.prototype.hasOwnProperty.call(data11, "good"))) || (Object.prototype.hasOwnProperty.call(data11, "bad"))) && (Object.prototype.hasOwnProperty.call(data11, "gauge"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-exclusive",params:{"of":[["total","good","bad"],["gauge"]]}});
errors++;
}
if((Object.prototype.hasOwnProperty.call(data11, "total")) && ((Object.prototype.hasOwnProperty.call(data11, "good")) && (Object.prototype.hasOwnProperty.call(data11, "bad")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-exclusive",params:{"of":[["good"],["bad"]],"given":"total"}});
errors++;
}
if(!(((((Object.prototype.hasOwnProperty.call(data11, "total")) && (Object.prototype.hasOwnProperty.call(data11, "good"))) || ((Object.prototype.hasOwnProperty.call(data11, "total")) && (Object.prototype.hasOwnProperty.call(data11, "bad")))) || ((Object.prototype.hasOwnProperty.call(data11, "good")) && (Object.prototype.hasOwnProperty.call(data11, "bad")))) || (Object.prototype.hasOwnProperty.call(data11, "gauge")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-needs",params:{say: "two of `total`, `good` and `bad`, or `gauge`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(!((Object.prototype.hasOwnProperty.call(data, "prometheus")) || (Object.prototype.hasOwnProperty.call(data, "cloudwatch")))){
vErrors = put(vErrors, {instancePath,keyword:"x-needs",params:{say: "a source: `prometheus` or `cloudwatch`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate490.errors = vErrors;
return errors === 0;
}

export const sliLatency = validate502;

function validate502(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.type === undefined) || (!(func0.call(data, "type")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "type"}});
errors++;
}
if((data.threshold === undefined) || (!(func0.call(data, "threshold")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "threshold"}});
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((((((key0 === "type") || (key0 === "description")) || (key0 === "groupBy")) || (key0 === "match")) || (key0 === "threshold")) || (key0 === "prometheus")) || (key0 === "cloudwatch"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}});
errors++;
}
if("latency" !== data0){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "latency"}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.groupBy !== undefined && func0.call(data, "groupBy")){
if(!(validate43(data.groupBy, {instancePath:instancePath+"/groupBy",parentData:data,parentDataProperty:"groupBy",rootData}))){
vErrors = join(vErrors, validate43.errors);
errors = vErrors.length;
}
}
if(data.match !== undefined && func0.call(data, "match")){
if(!(validate45(data.match, {instancePath:instancePath+"/match",parentData:data,parentDataProperty:"match",rootData}))){
vErrors = join(vErrors, validate45.errors);
errors = vErrors.length;
}
}
if(data.threshold !== undefined && func0.call(data, "threshold")){
if(typeof data.threshold !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/threshold",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.prometheus !== undefined && func0.call(data, "prometheus")){
let data5 = data.prometheus;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key1 of Object.keys(data5)){
if(!(((((key1 === "histogram") || (key1 === "native")) || (key1 === "total")) || (key1 === "unit")) || (key1 === "interval"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data5.histogram !== undefined && func0.call(data5, "histogram")){
if(typeof data5.histogram !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/histogram",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data5.native !== undefined && func0.call(data5, "native")){
if(typeof data5.native !== "boolean"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/native",keyword:"type",params:{type: "boolean"}});
errors++;
}
}
if(data5.total !== undefined && func0.call(data5, "total")){
if(!(validate50(data5.total, {instancePath:instancePath+"/prometheus/total",parentData:data5,parentDataProperty:"total",rootData}))){
vErrors = join(vErrors, validate50.errors);
errors = vErrors.length;
}
}
if(data5.unit !== undefined && func0.call(data5, "unit")){
if(!(validate58(data5.unit, {instancePath:instancePath+"/prometheus/unit",parentData:data5,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate58.errors);
errors = vErrors.length;
}
}
if(data5.interval !== undefined && func0.call(data5, "interval")){
if(typeof data5.interval !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/interval",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(!(Object.prototype.hasOwnProperty.call(data5, "histogram"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-needs",params:{say: "`histogram`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.cloudwatch !== undefined && func0.call(data, "cloudwatch")){
let data11 = data.cloudwatch;
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if((data11.namespace === undefined) || (!(func0.call(data11, "namespace")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"required",params:{missingProperty: "namespace"}});
errors++;
}
for(const key2 of Object.keys(data11)){
if(!(((((key2 === "namespace") || (key2 === "dimensions")) || (key2 === "duration")) || (key2 === "total")) || (key2 === "unit"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
if(data11.namespace !== undefined && func0.call(data11, "namespace")){
if(typeof data11.namespace !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/namespace",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data11.dimensions !== undefined && func0.call(data11, "dimensions")){
if(!(validate62(data11.dimensions, {instancePath:instancePath+"/cloudwatch/dimensions",parentData:data11,parentDataProperty:"dimensions",rootData}))){
vErrors = join(vErrors, validate62.errors);
errors = vErrors.length;
}
}
if(data11.duration !== undefined && func0.call(data11, "duration")){
if(typeof data11.duration !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/duration",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data11.total !== undefined && func0.call(data11, "total")){
if(!(validate64(data11.total, {instancePath:instancePath+"/cloudwatch/total",parentData:data11,parentDataProperty:"total",rootData}))){
vErrors = join(vErrors, validate64.errors);
errors = vErrors.length;
}
}
if(data11.unit !== undefined && func0.call(data11, "unit")){
if(!(validate72(data11.unit, {instancePath:instancePath+"/cloudwatch/unit",parentData:data11,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate72.errors);
errors = vErrors.length;
}
}
if(!(Object.prototype.hasOwnProperty.call(data11, "duration"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-needs",params:{say: "`duration`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(!((Object.prototype.hasOwnProperty.call(data, "prometheus")) || (Object.prototype.hasOwnProperty.call(data, "cloudwatch")))){
vErrors = put(vErrors, {instancePath,keyword:"x-needs",params:{say: "a source: `prometheus` or `cloudwatch`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate502.errors = vErrors;
return errors === 0;
}

export const sliThroughput = validate510;

function validate510(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.type === undefined) || (!(func0.call(data, "type")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "type"}});
errors++;
}
if((data.atLeast === undefined) || (!(func0.call(data, "atLeast")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "atLeast"}});
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((((((key0 === "type") || (key0 === "description")) || (key0 === "groupBy")) || (key0 === "match")) || (key0 === "atLeast")) || (key0 === "prometheus")) || (key0 === "cloudwatch"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}});
errors++;
}
if("throughput" !== data0){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "throughput"}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.groupBy !== undefined && func0.call(data, "groupBy")){
if(!(validate43(data.groupBy, {instancePath:instancePath+"/groupBy",parentData:data,parentDataProperty:"groupBy",rootData}))){
vErrors = join(vErrors, validate43.errors);
errors = vErrors.length;
}
}
if(data.match !== undefined && func0.call(data, "match")){
if(!(validate45(data.match, {instancePath:instancePath+"/match",parentData:data,parentDataProperty:"match",rootData}))){
vErrors = join(vErrors, validate45.errors);
errors = vErrors.length;
}
}
if(data.atLeast !== undefined && func0.call(data, "atLeast")){
if(typeof data.atLeast !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/atLeast",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.prometheus !== undefined && func0.call(data, "prometheus")){
let data5 = data.prometheus;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key1 of Object.keys(data5)){
if(!(((key1 === "events") || (key1 === "unit")) || (key1 === "interval"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data5.events !== undefined && func0.call(data5, "events")){
if(!(validate56(data5.events, {instancePath:instancePath+"/prometheus/events",parentData:data5,parentDataProperty:"events",rootData}))){
vErrors = join(vErrors, validate56.errors);
errors = vErrors.length;
}
}
if(data5.unit !== undefined && func0.call(data5, "unit")){
if(!(validate58(data5.unit, {instancePath:instancePath+"/prometheus/unit",parentData:data5,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate58.errors);
errors = vErrors.length;
}
}
if(data5.interval !== undefined && func0.call(data5, "interval")){
if(typeof data5.interval !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/interval",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(!(Object.prototype.hasOwnProperty.call(data5, "events"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-needs",params:{say: "`events`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.cloudwatch !== undefined && func0.call(data, "cloudwatch")){
let data9 = data.cloudwatch;
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
if((data9.namespace === undefined) || (!(func0.call(data9, "namespace")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"required",params:{missingProperty: "namespace"}});
errors++;
}
for(const key2 of Object.keys(data9)){
if(!((((key2 === "namespace") || (key2 === "dimensions")) || (key2 === "events")) || (key2 === "unit"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
if(data9.namespace !== undefined && func0.call(data9, "namespace")){
if(typeof data9.namespace !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/namespace",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data9.dimensions !== undefined && func0.call(data9, "dimensions")){
if(!(validate62(data9.dimensions, {instancePath:instancePath+"/cloudwatch/dimensions",parentData:data9,parentDataProperty:"dimensions",rootData}))){
vErrors = join(vErrors, validate62.errors);
errors = vErrors.length;
}
}
if(data9.events !== undefined && func0.call(data9, "events")){
if(!(validate70(data9.events, {instancePath:instancePath+"/cloudwatch/events",parentData:data9,parentDataProperty:"events",rootData}))){
vErrors = join(vErrors, validate70.errors);
errors = vErrors.length;
}
}
if(data9.unit !== undefined && func0.call(data9, "unit")){
if(!(validate72(data9.unit, {instancePath:instancePath+"/cloudwatch/unit",parentData:data9,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate72.errors);
errors = vErrors.length;
}
}
if(!(Object.prototype.hasOwnProperty.call(data9, "events"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-needs",params:{say: "`events`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(!((Object.prototype.hasOwnProperty.call(data, "prometheus")) || (Object.prototype.hasOwnProperty.call(data, "cloudwatch")))){
vErrors = put(vErrors, {instancePath,keyword:"x-needs",params:{say: "a source: `prometheus` or `cloudwatch`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate510.errors = vErrors;
return errors === 0;
}

export const sliFreshness = validate518;

function validate518(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.type === undefined) || (!(func0.call(data, "type")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "type"}});
errors++;
}
if((data.maxAge === undefined) || (!(func0.call(data, "maxAge")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "maxAge"}});
errors++;
}
for(const key0 of Object.keys(data)){
if(!(((((((key0 === "type") || (key0 === "description")) || (key0 === "groupBy")) || (key0 === "match")) || (key0 === "maxAge")) || (key0 === "prometheus")) || (key0 === "cloudwatch"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}});
errors++;
}
if("freshness" !== data0){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "freshness"}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.groupBy !== undefined && func0.call(data, "groupBy")){
if(!(validate43(data.groupBy, {instancePath:instancePath+"/groupBy",parentData:data,parentDataProperty:"groupBy",rootData}))){
vErrors = join(vErrors, validate43.errors);
errors = vErrors.length;
}
}
if(data.match !== undefined && func0.call(data, "match")){
if(!(validate45(data.match, {instancePath:instancePath+"/match",parentData:data,parentDataProperty:"match",rootData}))){
vErrors = join(vErrors, validate45.errors);
errors = vErrors.length;
}
}
if(data.maxAge !== undefined && func0.call(data, "maxAge")){
if(typeof data.maxAge !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/maxAge",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.prometheus !== undefined && func0.call(data, "prometheus")){
let data5 = data.prometheus;
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key1 of Object.keys(data5)){
if(!((((key1 === "timestamp") || (key1 === "age")) || (key1 === "unit")) || (key1 === "interval"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data5.timestamp !== undefined && func0.call(data5, "timestamp")){
if(typeof data5.timestamp !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/timestamp",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data5.age !== undefined && func0.call(data5, "age")){
if(typeof data5.age !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/age",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data5.unit !== undefined && func0.call(data5, "unit")){
if(!(validate58(data5.unit, {instancePath:instancePath+"/prometheus/unit",parentData:data5,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate58.errors);
errors = vErrors.length;
}
}
if(data5.interval !== undefined && func0.call(data5, "interval")){
if(typeof data5.interval !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/interval",keyword:"type",params:{type: "string"}});
errors++;
}
}
if((Object.prototype.hasOwnProperty.call(data5, "timestamp")) && (Object.prototype.hasOwnProperty.call(data5, "age"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-exclusive",params:{"of":[["timestamp"],["age"]]}});
errors++;
}
if(!((Object.prototype.hasOwnProperty.call(data5, "timestamp")) || (Object.prototype.hasOwnProperty.call(data5, "age")))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-needs",params:{say: "`timestamp` or `age`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.cloudwatch !== undefined && func0.call(data, "cloudwatch")){
let data10 = data.cloudwatch;
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
if((data10.namespace === undefined) || (!(func0.call(data10, "namespace")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"required",params:{missingProperty: "namespace"}});
errors++;
}
for(const key2 of Object.keys(data10)){
if(!((((((key2 === "namespace") || (key2 === "dimensions")) || (key2 === "timestamp")) || (key2 === "age")) || (key2 === "statistic")) || (key2 === "unit"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
if(data10.namespace !== undefined && func0.call(data10, "namespace")){
if(typeof data10.namespace !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/namespace",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data10.dimensions !== undefined && func0.call(data10, "dimensions")){
if(!(validate62(data10.dimensions, {instancePath:instancePath+"/cloudwatch/dimensions",parentData:data10,parentDataProperty:"dimensions",rootData}))){
vErrors = join(vErrors, validate62.errors);
errors = vErrors.length;
}
}
if(data10.timestamp !== undefined && func0.call(data10, "timestamp")){
if(typeof data10.timestamp !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/timestamp",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data10.age !== undefined && func0.call(data10, "age")){
if(typeof data10.age !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/age",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data10.statistic !== undefined && func0.call(data10, "statistic")){
if(typeof data10.statistic !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/statistic",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data10.unit !== undefined && func0.call(data10, "unit")){
if(!(validate72(data10.unit, {instancePath:instancePath+"/cloudwatch/unit",parentData:data10,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate72.errors);
errors = vErrors.length;
}
}
if((Object.prototype.hasOwnProperty.call(data10, "timestamp")) && (Object.prototype.hasOwnProperty.call(data10, "age"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-exclusive",params:{"of":[["timestamp"],["age"]]}});
errors++;
}
if(!((Object.prototype.hasOwnProperty.call(data10, "timestamp")) || (Object.prototype.hasOwnProperty.call(data10, "age")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-needs",params:{say: "`timestamp` or `age`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(!((Object.prototype.hasOwnProperty.call(data, "prometheus")) || (Object.prototype.hasOwnProperty.call(data, "cloudwatch")))){
vErrors = put(vErrors, {instancePath,keyword:"x-needs",params:{say: "a source: `prometheus` or `cloudwatch`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate518.errors = vErrors;
return errors === 0;
}

export const sliCustom = validate524;

function validate524(data, {instancePath="", parentData, parentDataProperty, rootData=data}={}){
let vErrors = null;
let errors = 0;
if(data && typeof data == "object" && !Array.isArray(data)){
if((data.type === undefined) || (!(func0.call(data, "type")))){
vErrors = put(vErrors, {instancePath,keyword:"required",params:{missingProperty: "type"}});
errors++;
}
for(const key0 of Object.keys(data)){
if(!((((((((key0 === "type") || (key0 === "description")) || (key0 === "groupBy")) || (key0 === "match")) || (key0 === "atLeast")) || (key0 === "atMost")) || (key0 === "prometheus")) || (key0 === "cloudwatch"))){
vErrors = put(vErrors, {instancePath,keyword:"additionalProperties",params:{additionalProperty: key0}});
errors++;
}
}
if(data.type !== undefined && func0.call(data, "type")){
let data0 = data.type;
if(typeof data0 !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"type",params:{type: "string"}});
errors++;
}
if("custom" !== data0){
vErrors = put(vErrors, {instancePath:instancePath+"/type",keyword:"const",params:{allowedValue: "custom"}});
errors++;
}
}
if(data.description !== undefined && func0.call(data, "description")){
if(typeof data.description !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/description",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data.groupBy !== undefined && func0.call(data, "groupBy")){
if(!(validate43(data.groupBy, {instancePath:instancePath+"/groupBy",parentData:data,parentDataProperty:"groupBy",rootData}))){
vErrors = join(vErrors, validate43.errors);
errors = vErrors.length;
}
}
if(data.match !== undefined && func0.call(data, "match")){
if(!(validate45(data.match, {instancePath:instancePath+"/match",parentData:data,parentDataProperty:"match",rootData}))){
vErrors = join(vErrors, validate45.errors);
errors = vErrors.length;
}
}
if(data.atLeast !== undefined && func0.call(data, "atLeast")){
if(!(validate47(data.atLeast, {instancePath:instancePath+"/atLeast",parentData:data,parentDataProperty:"atLeast",rootData}))){
vErrors = join(vErrors, validate47.errors);
errors = vErrors.length;
}
}
if(data.atMost !== undefined && func0.call(data, "atMost")){
if(!(validate47(data.atMost, {instancePath:instancePath+"/atMost",parentData:data,parentDataProperty:"atMost",rootData}))){
vErrors = join(vErrors, validate47.errors);
errors = vErrors.length;
}
}
if(data.prometheus !== undefined && func0.call(data, "prometheus")){
let data6 = data.prometheus;
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key1 of Object.keys(data6)){
if(!(((((((key1 === "total") || (key1 === "good")) || (key1 === "bad")) || (key1 === "gauge")) || (key1 === "errorRatio")) || (key1 === "unit")) || (key1 === "interval"))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"additionalProperties",params:{additionalProperty: key1}});
errors++;
}
}
if(data6.total !== undefined && func0.call(data6, "total")){
if(!(validate50(data6.total, {instancePath:instancePath+"/prometheus/total",parentData:data6,parentDataProperty:"total",rootData}))){
vErrors = join(vErrors, validate50.errors);
errors = vErrors.length;
}
}
if(data6.good !== undefined && func0.call(data6, "good")){
if(!(validate52(data6.good, {instancePath:instancePath+"/prometheus/good",parentData:data6,parentDataProperty:"good",rootData}))){
vErrors = join(vErrors, validate52.errors);
errors = vErrors.length;
}
}
if(data6.bad !== undefined && func0.call(data6, "bad")){
if(!(validate54(data6.bad, {instancePath:instancePath+"/prometheus/bad",parentData:data6,parentDataProperty:"bad",rootData}))){
vErrors = join(vErrors, validate54.errors);
errors = vErrors.length;
}
}
if(data6.gauge !== undefined && func0.call(data6, "gauge")){
if(typeof data6.gauge !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/gauge",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data6.errorRatio !== undefined && func0.call(data6, "errorRatio")){
if(typeof data6.errorRatio !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/errorRatio",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data6.unit !== undefined && func0.call(data6, "unit")){
if(!(validate58(data6.unit, {instancePath:instancePath+"/prometheus/unit",parentData:data6,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate58.errors);
errors = vErrors.length;
}
}
if(data6.interval !== undefined && func0.call(data6, "interval")){
if(typeof data6.interval !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus/interval",keyword:"type",params:{type: "string"}});
errors++;
}
}
if((((((Object.prototype.hasOwnProperty.call(data6, "total")) || (Object.prototype.hasOwnProperty.call(data6, "good"))) || (Object.prototype.hasOwnProperty.call(data6, "bad"))) && (Object.prototype.hasOwnProperty.call(data6, "gauge"))) || ((((Object.prototype.hasOwnProperty.call(data6, "total")) || (Object.prototype.hasOwnProperty.call(data6, "good"))) || (Object.prototype.hasOwnProperty.call(data6, "bad"))) && (Object.prototype.hasOwnProperty.call(data6, "errorRatio")))) || ((Object.prototype.hasOwnProperty.call(data6, "gauge")) && (Object.prototype.hasOwnProperty.call(data6, "errorRatio")))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-exclusive",params:{"of":[["total","good","bad"],["gauge"],["errorRatio"]]}});
errors++;
}
if((Object.prototype.hasOwnProperty.call(data6, "total")) && ((Object.prototype.hasOwnProperty.call(data6, "good")) && (Object.prototype.hasOwnProperty.call(data6, "bad")))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-exclusive",params:{"of":[["good"],["bad"]],"given":"total"}});
errors++;
}
if(!((((((Object.prototype.hasOwnProperty.call(data6, "total")) && (Object.prototype.hasOwnProperty.call(data6, "good"))) || ((Object.prototype.hasOwnProperty.call(data6, "total")) && (Object.prototype.hasOwnProperty.call(data6, "bad")))) || ((Object.prototype.hasOwnProperty.call(data6, "good")) && (Object.prototype.hasOwnProperty.call(data6, "bad")))) || (Object.prototype.hasOwnProperty.call(data6, "gauge"))) || (Object.prototype.hasOwnProperty.call(data6, "errorRatio")))){
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"x-needs",params:{say: "two of `total`, `good` and `bad`, or `gauge`, or `errorRatio`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/prometheus",keyword:"type",params:{type: "object"}});
errors++;
}
}
if(data.cloudwatch !== undefined && func0.call(data, "cloudwatch")){
let data14 = data.cloudwatch;
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
if((data14.namespace === undefined) || (!(func0.call(data14, "namespace")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"required",params:{missingProperty: "namespace"}});
errors++;
}
for(const key2 of Object.keys(data14)){
if(!((((((((key2 === "namespace") || (key2 === "dimensions")) || (key2 === "total")) || (key2 === "good")) || (key2 === "bad")) || (key2 === "gauge")) || (key2 === "statistic")) || (key2 === "unit"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"additionalProperties",params:{additionalProperty: key2}});
errors++;
}
}
if(data14.namespace !== undefined && func0.call(data14, "namespace")){
if(typeof data14.namespace !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/namespace",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data14.dimensions !== undefined && func0.call(data14, "dimensions")){
if(!(validate62(data14.dimensions, {instancePath:instancePath+"/cloudwatch/dimensions",parentData:data14,parentDataProperty:"dimensions",rootData}))){
vErrors = join(vErrors, validate62.errors);
errors = vErrors.length;
}
}
if(data14.total !== undefined && func0.call(data14, "total")){
if(!(validate64(data14.total, {instancePath:instancePath+"/cloudwatch/total",parentData:data14,parentDataProperty:"total",rootData}))){
vErrors = join(vErrors, validate64.errors);
errors = vErrors.length;
}
}
if(data14.good !== undefined && func0.call(data14, "good")){
if(!(validate66(data14.good, {instancePath:instancePath+"/cloudwatch/good",parentData:data14,parentDataProperty:"good",rootData}))){
vErrors = join(vErrors, validate66.errors);
errors = vErrors.length;
}
}
if(data14.bad !== undefined && func0.call(data14, "bad")){
if(!(validate68(data14.bad, {instancePath:instancePath+"/cloudwatch/bad",parentData:data14,parentDataProperty:"bad",rootData}))){
vErrors = join(vErrors, validate68.errors);
errors = vErrors.length;
}
}
if(data14.gauge !== undefined && func0.call(data14, "gauge")){
if(typeof data14.gauge !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/gauge",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data14.statistic !== undefined && func0.call(data14, "statistic")){
if(typeof data14.statistic !== "string"){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch/statistic",keyword:"type",params:{type: "string"}});
errors++;
}
}
if(data14.unit !== undefined && func0.call(data14, "unit")){
if(!(validate72(data14.unit, {instancePath:instancePath+"/cloudwatch/unit",parentData:data14,parentDataProperty:"unit",rootData}))){
vErrors = join(vErrors, validate72.errors);
errors = vErrors.length;
}
}
if((((Object.prototype.hasOwnProperty.call(data14, "total")) || (Object.prototype.hasOwnProperty.call(data14, "good"))) || (Object.prototype.hasOwnProperty.call(data14, "bad"))) && (Object.prototype.hasOwnProperty.call(data14, "gauge"))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-exclusive",params:{"of":[["total","good","bad"],["gauge"]]}});
errors++;
}
if((Object.prototype.hasOwnProperty.call(data14, "total")) && ((Object.prototype.hasOwnProperty.call(data14, "good")) && (Object.prototype.hasOwnProperty.call(data14, "bad")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-exclusive",params:{"of":[["good"],["bad"]],"given":"total"}});
errors++;
}
if(!(((((Object.prototype.hasOwnProperty.call(data14, "total")) && (Object.prototype.hasOwnProperty.call(data14, "good"))) || ((Object.prototype.hasOwnProperty.call(data14, "total")) && (Object.prototype.hasOwnProperty.call(data14, "bad")))) || ((Object.prototype.hasOwnProperty.call(data14, "good")) && (Object.prototype.hasOwnProperty.call(data14, "bad")))) || (Object.prototype.hasOwnProperty.call(data14, "gauge")))){
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"x-needs",params:{say: "two of `total`, `good` and `bad`, or `gauge`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath:instancePath+"/cloudwatch",keyword:"type",params:{type: "object"}});
errors++;
}
}
if((Object.prototype.hasOwnProperty.call(data, "atLeast")) && (Object.prototype.hasOwnProperty.call(data, "atMost"))){
vErrors = put(vErrors, {instancePath,keyword:"x-exclusive",params:{"of":[["atLeast"],["atMost"]]}});
errors++;
}
if(!((Object.prototype.hasOwnProperty.call(data, "prometheus")) || (Object.prototype.hasOwnProperty.call(data, "cloudwatch")))){
vErrors = put(vErrors, {instancePath,keyword:"x-needs",params:{say: "a source: `prometheus` or `cloudwatch`"}});
errors++;
}
if((((((Object.prototype.hasOwnProperty.call(data, "prometheus")) && (data["prometheus"] !== null)) && (typeof data["prometheus"] == "object")) && (Object.prototype.hasOwnProperty.call(data["prometheus"], "gauge"))) || ((((Object.prototype.hasOwnProperty.call(data, "cloudwatch")) && (data["cloudwatch"] !== null)) && (typeof data["cloudwatch"] == "object")) && (Object.prototype.hasOwnProperty.call(data["cloudwatch"], "gauge")))) && (!((Object.prototype.hasOwnProperty.call(data, "atLeast")) || (Object.prototype.hasOwnProperty.call(data, "atMost"))))){
vErrors = put(vErrors, {instancePath,keyword:"x-needs",params:{say: "`atLeast` or `atMost`, to judge its `gauge`"}});
errors++;
}
}
else {
vErrors = put(vErrors, {instancePath,keyword:"type",params:{type: "object"}});
errors++;
}
validate524.errors = vErrors;
return errors === 0;
}

function put(errors, error) {
  if (errors === null) return [error];
  errors.push(error);
  return errors;
}

// In place: a file with very many mistakes would otherwise be copied once for each of its values.
function join(errors, more) {
  if (errors === null) return more;
  for (const error of more) errors.push(error);
  return errors;
}

export const validators = {
  "service": service,
  "workspace": workspace,
  "kit": kit,
  "layer": layer,
  "complete": complete,
  "slo": slo,
  "alert": alert,
  "anomaly": anomaly,
  "maintenance": maintenance,
  "correction": correction,
  "sla": sla,
  "metric": metric,
  "experiment": experiment,
  "sli": sli,
  "sli/availability": sliAvailability,
  "sli/correctness": sliCorrectness,
  "sli/error-rate": sliErrorRate,
  "sli/latency": sliLatency,
  "sli/throughput": sliThroughput,
  "sli/freshness": sliFreshness,
  "sli/custom": sliCustom,
};
