using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Steps;

/// <summary>Walks over the lines of a body once and collects items, blocks and bindings.</summary>
internal sealed class StepReader(string body, IReadOnlyCollection<string>? tools)
{
    private readonly List<TextLine> _lines = TextLine.Read(body, 0, body.Length);
    private readonly LineTable _table = new(body);
    private readonly List<StepItem> _items = [];
    private readonly HashSet<string> _bound = new(StringComparer.Ordinal);
    private readonly List<ScriptProblem> _problems = [];
    private Section _section = Section.Other;
    private bool _stepsSeen;
    private ScriptBlock? _result;
    private StepItem? _item;

    private enum Section
    {
        Other,
        Steps,
        Result,
    }

    public StepScript Read()
    {
        for (var i = 0; i < _lines.Count;)
        {
            i = Fence.Opens(_lines[i].Of(body)) is { } fence ? Block(i, fence) : Line(i);
        }

        // A numbered list without arguments or without any tool is prose for a model, not a script.
        var items = _items.Where(item => item.InSteps || !_stepsSeen).ToList();
        if (!items.Exists(item => item.Arguments is not null && (item.InSteps || ToolSpan.Find(item.Sentence.ToString(),
            tools) is not null)))
        {
            return new([], null, []);
        }

        var steps = new List<ScriptStep>();
        foreach (var item in items.Where(item => item.InSteps || item.Arguments is not null))
        {
            Finish(item, steps);
        }

        if (_result is not null)
        {
            Check(_result, "the result");
        }

        _problems.AddRange(ScriptReferences.Check(steps, _result, LineOf));
        return new(steps, _result, [.. _problems.OrderBy(problem => problem.Line)]);
    }

    private int Line(int i)
    {
        var line = _lines[i].Of(body);
        if (Heading(line) is { } title)
        {
            _item = null;
            _section = title.Equals("steps", StringComparison.OrdinalIgnoreCase) ? Section.Steps
                : title.Equals("result", StringComparison.OrdinalIgnoreCase) ? Section.Result
                : Section.Other;
            _stepsSeen |= _section == Section.Steps;
        }
        else if (ItemText(line) is { } text && _section != Section.Result)
        {
            _item = new(i + 1, _section == Section.Steps);
            _item.Sentence.Append(text);
            _items.Add(_item);
        }
        else if (_item is not null)
        {
            Continue(_item, line, i);
        }

        return i + 1;
    }

    private static void Continue(StepItem item, ReadOnlySpan<char> line, int i)
    {
        var text = line.Trim();
        var arrow = text.StartsWith("->") ? 2 : text.StartsWith("\u2192") ? 1 : 0;
        if (arrow > 0 && item.BoundLine == 0)
        {
            item.BoundName = text[arrow..].Trim().Trim('`').ToString();
            item.BoundLine = i + 1;
        }
        else if (text.IsEmpty)
        {
            item.SentenceEnded = true;
        }
        else if (!item.SentenceEnded)
        {
            item.Sentence.Append(' ').Append(text);
        }
    }

    private int Block(int i, Fence fence)
    {
        var close = _lines.FindIndex(i + 1, line => fence.Closes(line.Of(body)));
        var end = close < 0 ? _lines.Count : close;
        var from = _lines[i].Next;
        var to = end > i + 1 ? _lines[end - 1].End : from;
        var span = TextSpan.Between(from, Math.Max(from, to));
        var block = new ScriptBlock(body.Substring(span.Start, span.Length), span);
        if (fence.Info.Equals("json", StringComparison.OrdinalIgnoreCase))
        {
            if (close < 0)
            {
                _problems.Add(new(i + 1, "This block is never closed. Put ``` on a line of its own below it."));
            }

            Keep(block, i);
        }
        else if (fence.Info.Length == 0 && _item is { Arguments: null } && block.Text.AsSpan().TrimStart() is ['{', ..])
        {
            _item.UnlabelledLine = i + 1;
        }

        _ = _item is null ? false : _item.SentenceEnded = true;
        return close < 0 ? _lines.Count : close + 1;
    }

    private void Keep(ScriptBlock block, int i)
    {
        if (_section == Section.Result)
        {
            _result ??= block;
        }
        else if (_item is { Arguments: null })
        {
            _item.Arguments = block;
        }
        else if (_item is { InSteps: true })
        {
            _problems.Add(new(i + 1, "A step has only one json block. Make a step of its own out of the second one."));
        }
    }

    private void Finish(StepItem item, List<ScriptStep> steps)
    {
        var sentence = item.Sentence.ToString();
        var tool = ToolSpan.Find(sentence, tools);
        if (tool is null)
        {
            _problems.Add(new(item.Line, "This step names no tool. Write the tool's name between backticks, as in `table_query`."));
        }

        if (item.Arguments is null)
        {
            _problems.Add(new(item.Line, item.UnlabelledLine > 0
                ? "The block of this step is not marked as json. Write ```json above it."
                : "This step has no arguments. Put a ```json block below its sentence."));
        }

        var name = item.BoundLine > 0 ? Bound(item) : null;
        if (tool is not null && item.Arguments is not null && Check(item.Arguments, $"`{tool}`"))
        {
            steps.Add(new(steps.Count + 1, sentence, tool, item.Arguments, name, item.Line));
        }
    }

    private string? Bound(StepItem item)
    {
        var name = item.BoundName;
        var wrong = !ScriptReferences.IsName(name) ? $"'{name}' cannot be the name of a result. Use letters, digits and '_'."
            : name == ScriptReferences.Input ? "'input' is what the skill was started with. Choose another name for this result."
            : !_bound.Add(name) ? $"Two results are called '{name}'. Give this one another name."
            : null;
        if (wrong is not null)
        {
            _problems.Add(new(item.BoundLine, wrong));
        }

        return wrong is null ? name : null;
    }

    private bool Check(ScriptBlock block, string whose)
    {
        if (ScriptJson.Fault(block.Text) is not { } fault)
        {
            return true;
        }

        _problems.Add(new(LineOf(block.Span.Start) + fault.Line, $"The json of {whose} cannot be read: {fault.Message}"));
        return false;
    }

    private int LineOf(int offset) => _table.Position(offset).Line + 1;

    private static string? Heading(ReadOnlySpan<char> line)
    {
        var level = line.IndexOfAnyExcept('#');
        return level is > 0 and <= 6 && line[level] is ' ' or '\t' ? line[level..].Trim().TrimEnd("# :").ToString() : null;
    }

    /// <summary>The text behind "1." or "1)"; null = the line starts no item.</summary>
    private static string? ItemText(ReadOnlySpan<char> line)
    {
        var trimmed = line.TrimStart(' ');
        var digits = trimmed.IndexOfAnyExceptInRange('0', '9');
        return line.Length - trimmed.Length <= 3 && digits is > 0 and <= 9 && trimmed[digits] is '.' or ')'
            && digits + 1 < trimmed.Length && trimmed[digits + 1] is ' ' or '\t'
            ? trimmed[(digits + 1)..].Trim().ToString()
            : null;
    }
}
