using System.Text.Json.Nodes;

namespace OmniForge.Evaluation;

/// <summary>What one reader made of a set, kind by kind.</summary>
internal sealed class Tally(string reader)
{
    /// <summary>The share of all lines that must pass.</summary>
    public const double Gate = 0.97;

    private readonly List<(EvaluationLine Line, Verdict Verdict)> _judged = [];

    public string Reader { get; } = reader;

    public int Total => _judged.Count;

    public int Passed => _judged.Count(one => one.Verdict.Passed);

    public int WrongYes => _judged.Count(one => one.Verdict.WrongYes);

    public int WrongTimes => _judged.Count(one => one.Verdict.WrongTime);

    /// <summary>Enough lines pass, no yes is read where none was given, and no wrong time is taken in silence.</summary>
    public bool Reached => Passed >= Gate * Total && WrongYes == 0 && WrongTimes == 0;

    public void Add(EvaluationLine line, Verdict verdict) => _judged.Add((line, verdict));

    public IEnumerable<string> Json() => Kinds().Select(kind => new JsonObject
    {
        ["kind"] = kind.Key,
        ["reader"] = Reader,
        ["total"] = kind.Count(),
        ["passed"] = kind.Count(one => one.Verdict.Passed),
        ["wrong_yes"] = kind.Count(one => one.Verdict.WrongYes),
        ["wrong_times"] = kind.Count(one => one.Verdict.WrongTime),
        ["misses"] = new JsonArray([.. kind.Where(one => !one.Verdict.Passed).Select(Miss)]),
    }.ToJsonString(Evaluation.Json.Plain));

    public IEnumerable<string> Text()
    {
        yield return $"Read by {Reader}:";
        foreach (var kind in Kinds())
        {
            yield return $"  {kind.Key,-14} {kind.Count(one => one.Verdict.Passed),4} of {kind.Count(),4}  "
                + Share(kind.Count(one => one.Verdict.Passed), kind.Count());
        }

        yield return $"  {"all",-14} {Passed,4} of {Total,4}  {Share(Passed, Total)}; {WrongYes} wrong yes, {WrongTimes} wrong times";
        foreach (var (line, verdict) in _judged.Where(one => !one.Verdict.Passed))
        {
            yield return $"  missed {line.Id} ({line.Kind}): {Said(line)}";
            yield return $"    expected {line.Expect.ToJsonString(Evaluation.Json.Plain)}";
            yield return $"    got {verdict.Got}{(verdict.WrongYes ? " (wrong yes)" : "")}{(verdict.WrongTime ? " (wrong time)" : "")}";
        }
    }

    private IEnumerable<IGrouping<string, (EvaluationLine Line, Verdict Verdict)>> Kinds() => _judged.GroupBy(one => one.Line.Kind);

    private static JsonObject Miss((EvaluationLine Line, Verdict Verdict) one) => new()
    {
        ["id"] = one.Line.Id,
        ["input"] = one.Line.Input.DeepClone(),
        ["expect"] = one.Line.Expect.DeepClone(),
        ["got"] = one.Verdict.Got,
    };

    private static string Said(EvaluationLine line) => line.Input.ToJsonString(Evaluation.Json.Plain);

    private static string Share(int passed, int total) => total == 0 ? "" : $"{100.0 * passed / total:0.0} %";
}
