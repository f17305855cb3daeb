namespace OmniForge.Evaluation;

/// <summary>Reads sets: files of one JSON object per line. Empty lines and lines that begin with # or // are passed over.</summary>
internal static class EvaluationSet
{
    public static async Task<IReadOnlyList<EvaluationLine>> ReadAsync(IEnumerable<string> files, CancellationToken cancellationToken)
    {
        var lines = new List<EvaluationLine>();
        foreach (var file in files)
        {
            var texts = await File.ReadAllLinesAsync(file, cancellationToken);
            lines.AddRange(texts.Select((text, at) => EvaluationLine.Parse(text, file, at + 1)).OfType<EvaluationLine>());
        }

        return lines;
    }
}
