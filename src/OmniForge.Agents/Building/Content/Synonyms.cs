namespace OmniForge.Agents.Building.Content;

/// <summary>Words that people use for the same kind of column. Singular, lower case.</summary>
internal static class Synonyms
{
    private static readonly string[][] Groups =
    [
        ["due", "deadline", "duedate", "enddate", "end", "finish", "delivery", "expiry", "expire"],
        ["owner", "responsible", "assignee", "assigned", "lead", "manager", "person", "who", "contact", "holder", "rep", "salesperson"],
        ["client", "customer", "account", "buyer"],
        ["spent", "spend", "cost", "actual", "expense", "expenditure", "used", "consumed"],
        ["price", "cost", "amount", "msrp", "fee", "rate"],
        ["amount", "total", "value", "sum", "net", "gross", "price"],
        ["name", "title", "label", "subject"],
        ["status", "state", "stage", "phase", "health"],
        ["rating", "score", "star", "grade", "points", "vote"],
        ["progress", "completion", "complete", "percent", "done"],
        ["revenue", "sale", "gross", "income", "turnover", "earning", "boxoffice", "grossing"],
        ["profit", "margin"],
        ["country", "origin", "nation"],
        ["weight", "mass", "kg", "pound", "lb"],
        ["horsepower", "power", "hp", "bhp", "kw"],
        ["mileage", "mpg", "economy", "milespergallon", "consumption"],
        ["temperature", "temp", "degree", "celsius", "fahrenheit"],
        ["precipitation", "rain", "rainfall"],
        ["wind", "windspeed"],
        ["budget", "planned", "plan", "limit", "estimate", "estimated", "target", "quota", "allowance"],
        ["hour", "time", "effort"],
        ["runtime", "duration", "length", "running", "runningtime", "minute"],
        ["quantity", "qty", "stock", "piece", "unit", "count", "onhand", "inventory"],
        ["category", "genre", "type", "kind", "class"],
        ["department", "dept", "team", "group", "unit"],
        ["city", "town", "location", "place", "site"],
        ["region", "area", "district", "zone", "territory"],
        ["maker", "make", "manufacturer", "brand", "vendor", "producer"],
        ["supplier", "vendor"],
        ["employee", "staff", "worker", "colleague"],
        ["salary", "pay", "wage", "compensation"],
        ["priority", "urgency", "importance", "severity"],
        ["date", "day"],
        ["year", "modelyear", "releaseyear"],
        ["release", "released", "released", "publication", "published"],
        ["created", "opened", "added", "start", "started", "begin"],
        ["age", "old"],
        ["size", "big"],
        ["population", "inhabitant", "people"],
        ["speed", "acceleration", "fast"],
        ["distance", "length", "mile", "km"],
        ["magnitude", "strength"],
        ["note", "comment", "remark", "description"],
        ["paid", "payment", "settled"],
        ["email", "mail"],
        ["phone", "telephone", "mobile"],
        ["director", "filmmaker"],
        ["distributor", "studio"],
        ["risk", "health"],
    ];

    private static readonly ILookup<string, string> Kin = Groups
        .SelectMany(group => group.SelectMany(word => group.Where(other => other != word).Select(other => (word, other))))
        .ToLookup(pair => pair.word, pair => pair.other, StringComparer.Ordinal);

    public static IEnumerable<string> Of(string stem) => Kin[stem];
}
