namespace OmniForge.Agents.Building.Reading;

/// <summary>Puts right misspelt answer words before a clause is compared. Never used on what a report should contain.</summary>
internal static class AnswerSpelling
{
    private static readonly string[] Known =
    [
        "perfect", "correct", "looks", "sounds", "please", "absolutely", "definitely", "cancel", "restart", "exactly", "great", "tomorrow",
        "ready", "agreed", "agree", "approved", "approve", "confirm", "confirmed", "course", "excellent", "objections", "objection",
            "problem", "nothing",
        "change", "changes", "activate", "undo", "ahead", "proceed", "continue", "certainly", "wonderful", "fantastic", "brilliant",
            "alright", "thanks",
        "later", "wrong", "right", "rather", "actually", "never", "start", "previous", "accept", "accepted", "awesome", "switch", "decline", "question",
    ];

    private static readonly Dictionary<string, string> Short = new(StringComparer.Ordinal)
    {
        ["yse"] = "yes",
        ["yees"] = "yes",
        ["yws"] = "yes",
        ["eys"] = "yes",
        ["yes1"] = "yes",
        ["noo"] = "no",
        ["nope"] = "no",
        ["nop"] = "no",
        ["godo"] = "good",
        ["goood"] = "good",
        ["gud"] = "good",
        ["okk"] = "ok",
        ["oka"] = "ok",
        ["okey"] = "ok",
        ["sur"] = "sure",
        ["shure"] = "sure",
        ["suer"] = "sure",
        ["fien"] = "fine",
        ["fin"] = "fine",
        ["loks"] = "looks",
        ["looka"] = "looks",
        ["tunr"] = "turn",
        ["swich"] = "switch",
        ["bakc"] = "back",
        ["bck"] = "back",
        ["udno"] = "undo",
        ["undoo"] = "undo",
        ["laer"] = "later",
        ["wiat"] = "wait",
        ["teh"] = "the",
        ["taht"] = "that",
        ["thsi"] = "this",
        ["jsut"] = "just",
        ["dnt"] = "do "
            + "not",
        ["nto"] = "not",
        ["yeap"] = "yes",
        ["u"] = "you",
        ["ur"] = "your",
        ["r"] = "are",
        ["thx"] = "thanks",
        ["grt"] = "great",
        ["gr8"] = "great",
        ["l8r"] = "later",
        ["nvm"] = "never mind",
        ["np"] = "no problem",
        ["lgtm"] = "looks good to me",
        ["fyi"] = "",
        ["imo"] = "",
        ["tbh"] = "",
        ["idk"] = "i do not know",
        ["tmr"] = "tomorrow",
        ["tmrw"] = "tomorrow",
        ["ikr"] = "yes",
    };

    private static readonly HashSet<string> Fine = new(StringComparer.Ordinal)
    {
        "charge", "chance", "date", "later", "state", "stars", "stats", "treat", "reads", "heads", "lights", "night", "light", "fight",
            "might", "sight", "write", "wring", "seven", "level",
        "fever", "lever", "chart", "smart", "star", "store", "steady", "greet", "books", "locks", "hooks", "cooks", "looked", "sound",
            "round", "pounds", "change", "latex", "layer", "water", "great",
        "pleased", "probe", "accent", "except", "starts", "problems", "questions", "approves", "agrees", "confirms", "accepts",
            "changed", "canceled", "reader", "rights",
    };

    public static string Fix(string word)
        => Short.TryGetValue(word, out var put) ? put
            : word.Length < 5 || Known.Contains(word, StringComparer.Ordinal) || Fine.Contains(word) ? word
            : Spelling.Nearest(word, Known) ?? word;
}
