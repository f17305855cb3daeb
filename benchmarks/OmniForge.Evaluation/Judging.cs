using OmniForge.Agents.Models;
using OmniForge.Evaluation.Judges;
using OmniForge.Evaluation.Scenes;

namespace OmniForge.Evaluation;

/// <summary>Judges the lines of a set, one after the other.</summary>
internal sealed class Judging(string tables)
{
    private readonly KnownTables _tables = new(tables);

    /// <summary>Times and decompositions are read without a model, whoever reads the turns.</summary>
    public async Task<Tally> JudgeAsync(
        IReadOnlyList<EvaluationLine> lines, string name, TurnReader reader, CancellationToken cancellationToken)
    {
        var tally = new Tally(name);
        var (readings, corrections) = (new ReadingJudge(_tables, reader), new CorrectionJudge(_tables, reader));
        foreach (var line in lines)
        {
            if (line.Fault is { } fault)
            {
                tally.Add(line, new(false, $"cannot be judged: {fault}"));
                continue;
            }

            try
            {
                tally.Add(line, line.Kind switch
                {
                    Kinds.Schedule => ScheduleJudge.Judge(line),
                    Kinds.Reading => await readings.JudgeAsync(line, cancellationToken),
                    Kinds.Decomposition => DecompositionJudge.Judge(line),
                    _ => await corrections.JudgeAsync(line, cancellationToken),
                });
            }
            catch (Exception trouble) when (trouble is not (ModelException or OperationCanceledException))
            {
                tally.Add(line, new(false, $"cannot be judged: {trouble.Message}"));
            }
        }

        return tally;
    }
}
