using System.Text.RegularExpressions;
using OmniForge.Agents.Building.Decomposition;
using OmniForge.Agents.Building.Drafting;
using OmniForge.Agents.Building.Reading;
using Clause = OmniForge.Agents.Building.Decomposition.Clause;

namespace OmniForge.Agents.Building.Branches;

/// <summary>What one message says about several sources and ways, and about conditions on them; empty for a plain one.</summary>
internal sealed partial class SaidFlow
{
    private readonly List<(int Start, int End)> _conditions = [];

    private SaidFlow()
    {
    }

    public IReadOnlyList<SaidDelivery> Deliveries { get; private set; } = [];

    /// <summary>Services that are read, in the order in which they were named.</summary>
    public IReadOnlyList<string> Reads { get; private set; } = [];

    /// <summary>A named file is read besides a service.</summary>
    public bool ReadsFileToo { get; private set; }

    /// <summary>What is read is named besides what was wished before.</summary>
    public bool Adds { get; private set; }

    /// <param name="services">Those that the message names, as read elsewhere.</param>
    public static SaidFlow Of(string text, IReadOnlyList<Word> words, ServiceReading services)
    {
        var flow = new SaidFlow();
        if (!Worth().IsMatch(text) && services.Services.Count < 2)
        {
            return flow;
        }

        var steps = Decomposer.Flows(text);
        var delivers = steps.Where(step => step is { Delivers: true, Said: not null }).ToList();
        var adds = Besides().IsMatch(text);
        flow.Adds = adds;
        flow.Reads = [.. steps.Where(step => !step.Delivers && services.Services.Contains(step.Integration)
            && (AccountTables.Of(step.Integration) is not null || !delivers.Exists(way => way.Integration == step.Integration))).Select(step => step.Integration).Distinct()];
        flow.ReadsFileToo = flow.Reads.Count > 0 && words.Any(word => word.Kind == WordKind.File) && steps.Exists(step => !step.Delivers && step.Integration == SkillLayout.Files);
        flow.Deliveries = [.. delivers.Where(step => step.Integration == SkillLayout.Files || services.Services.Contains(step.Integration))
            .Select(step => flow.Said(step, text, words, adds))];
        if (flow.Deliveries.Count == 0)
        {
            flow.Alone(text, steps);
        }

        return flow;
    }

    /// <summary>More than one plain way: more than the words for a single target can say.</summary>
    public bool Branches => Deliveries.Count > 1 || Deliveries.Any(said => said.Condition is not null || said.Always || said.Adds);

    /// <summary>What is read by the words alone, unless the whole sentence shows that it only receives.</summary>
    public string? From(ServiceReading services)
    {
        var turned = services.From is { } from && !Reads.Contains(from) && Deliveries.Any(said => said.Integration == from);
        return !turned ? services.From : Reads is [var first, ..] ? first : null;
    }

    /// <summary>Words of a condition, or of what is only said about conditions.</summary>
    public bool Covers(int start, int end) => _conditions.Exists(span => start < span.End && end > span.Start);

    public IEnumerable<Word> Rest(IEnumerable<Word> words) => words.Where(word => !Covers(word.Start, word.End));

    private SaidDelivery Said(FlowStep step, string text, IReadOnlyList<Word> words, bool adds)
    {
        var (start, end) = Span(step.Said!);
        var own = words.Where(word => word.Start >= start && word.Start < end + 1).ToList();
        var read = ServiceReading.Of(text, own);
        foreach (Match phrase in Free().Matches(text))
        {
            _conditions.Add((phrase.Index, phrase.Index + phrase.Length));
        }

        return new(step.Integration, read.Channel, step.Asks is { } asks ? Condition(asks, text) : null)
        {
            Turned = step.Turned,
            Always = step.Said!.Always,
            Adds = adds,
        };
    }

    /// <summary>A condition without a way of its own: it is about what was said before, or about saving the report.</summary>
    private void Alone(string text, List<FlowStep> steps)
    {
        if (Lone().Match(text) is not { Success: true } lone || steps.Exists(step => step.Delivers))
        {
            return;
        }

        var condition = lone.Groups["condition"];
        _conditions.Add((condition.Index, condition.Index + condition.Length));
        Deliveries = [new(Saving().IsMatch(text.Remove(condition.Index, condition.Length)) ? SkillLayout.Files : "", null, condition.Value.Trim())];
    }

    private string Condition(Clause asks, string text)
    {
        var (start, end) = Span(asks);

        // "5,000": the comma belongs to the number.
        while (Thousands().Match(text, end) is { Success: true } more && end > 0 && char.IsDigit(text[end - 1]))
        {
            end += more.Length;
        }

        var only = Before().Match(text[..start]);
        _conditions.Add((only.Success ? only.Index : start, end));
        return text[start..end];
    }

    private static (int Start, int End) Span(Clause clause) => clause.Pieces.Count == 0 ? (0, 0) : (clause.Pieces[0].Start, clause.Pieces[^1].End);

    [GeneratedRegex(@"\b(if|unless|otherwise|either way|in any case|in either case|regardless|no matter what|anyway|always|also|too|as well|both|rest|add|append|attach|include|only when|in case|provided|when)\b|[;#]|\band\b", RegexOptions.IgnoreCase)]
    private static partial Regex Worth();

    [GeneratedRegex(@"^\W*(and|also|plus|additionally|(please\W+|(can|could) you\W+)*(add|append|attach|include)\b.*\b(message|post|page|step|notification|note|delivery|slack|notion))\b|\b(also|too|as well|either way|in addition|additionally|besides)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Besides();

    [GeneratedRegex(@"\b(either way|in any case|in either case|in both cases|whatever happens|regardless|no matter what|always|anyway|otherwise|do nothing|else nothing)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Free();

    [GeneratedRegex(@"\G,\d{3}(?!\d)")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"\bonly\s+$|\bbut\s+only\s+$", RegexOptions.IgnoreCase)]
    private static partial Regex Before();

    [GeneratedRegex(@"(?:^|[,;.]\s*|\b(?:but|and|report|it|that|this|me|them|file|list)\s+)(?<condition>(?:only\s+(?:if|when)|if|unless)\s+[^,;.?]*\b(?:anything|something|nothing|none|the list|empty|more than \w+|at least \w+|fewer than \w+|less than \w+|any rows?|no rows?)\b[^,;.?]*)", RegexOptions.IgnoreCase)]
    private static partial Regex Lone();

    [GeneratedRegex(@"\b(report|file|save|saved|list|overview|summary)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Saving();
}
