using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Rules.Taste;

/// <summary>A skill with a context of its own that asks for nothing to be done (OF6909).</summary>
internal static class ForkTaste
{
    private static readonly HashSet<string> Verbs = new(StringComparer.OrdinalIgnoreCase)
    {
        "add", "analyse", "analyze", "answer", "apply", "ask", "build", "call", "change", "check", "choose", "collect", "compare", "compute", "copy", "count",
        "create", "decide", "describe", "do", "draft", "edit", "evaluate", "examine", "explain", "explore", "extract", "fetch", "fill", "find", "fix", "follow",
        "format", "gather", "generate", "get", "give", "go", "identify", "implement", "inspect", "install", "list", "load", "look", "make", "measure", "merge",
        "move", "open", "plan", "post", "prepare", "print", "produce", "publish", "query", "read", "record", "refactor", "remove", "rename", "report", "research",
        "return", "review", "rewrite", "run", "save", "scan", "search", "send", "set", "show", "sort", "start", "store", "sum", "summarise", "summarize", "take",
        "tell", "test", "think", "translate", "update", "use", "validate", "verify", "visit", "walk", "work", "write", "never", "always", "please", "then", "first",
    };

    public static void Check(RuleContext context)
    {
        if (!context.Accepts(FieldNames.Context) || !context.Document.Fork
            || context.Scalar(FieldNames.Context) is not { } fork || string.IsNullOrWhiteSpace(context.Document.Body))
        {
            return;
        }

        foreach (var line in TextLine.Read(context.Text, context.Document.BodyStart, context.Text.Length))
        {
            foreach (var sentence in line.Of(context.Text).ToString().Split(['.', ':', ';', ',']))
            {
                var word = sentence.TrimStart(' ', '\t', '-', '*', '+', '#', '>', '[', ']', '_', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ')').Split(' ')[0];
                if (Verbs.Contains(word.Trim('*', '_', '!')))
                {
                    return;
                }
            }
        }

        context.Report("OF6909", fork.Span,
            "The skill runs in a context of its own, but nothing below asks to do something, so it comes back with nothing. Say what to do.");
    }
}
