using OmniForge.Corpus;
using OmniForge.Corpus.Planting;

if (args is not [var folder, ..] || !Directory.Exists(folder))
{
    await Console.Error.WriteLineAsync("Name a folder that holds SKILL.md files, then one of: counts (default), findings, values, recall.");
    return 2;
}

var files = CorpusFile.Below(folder);
switch (args.ElementAtOrDefault(1) ?? "counts")
{
    case "counts":
        Console.WriteLine(FindingCounts.Of(files).ToJson());
        return 0;
    case "findings":
        foreach (var line in FindingCounts.Listed(files))
        {
            Console.WriteLine(line);
        }

        return 0;
    case "values":
        Console.WriteLine(FieldValues.Of(files));
        return 0;
    case "recall":
        Console.WriteLine(Recall.Over(files.Select(file => file.Text), misses: Console.Error.WriteLine).ToJson());
        return 0;
    case var other:
        await Console.Error.WriteLineAsync($"\"{other}\" is nothing to print. Use counts, findings, values or recall.");
        return 2;
}
