using OmniForge.Agents.Building;
using OmniForge.Agents.Models;
using OmniForge.Agents.Offline;
using OmniForge.Evaluation;
using OmniForge.Server.Hosting;
using OmniForge.Server.Models;

const string Usage = "./dev eval [--set FILE.jsonl]... [--json] [--offline]";
var files = new List<string>();
var (json, offline) = (false, false);
for (var at = 0; at < args.Length; at++)
{
    switch (args[at])
    {
        case "--set" when at + 1 < args.Length:
            files.Add(Given(args[++at]));
            break;
        case "--json":
            json = true;
            break;
        case "--offline":
            offline = true;
            break;
        default:
            await Console.Error.WriteLineAsync($"\"{args[at]}\" is not understood. Usage: {Usage}");
            return 2;
    }
}

if (files.Count == 0)
{
    files.Add("evaluation/set.jsonl");
}

try
{
    var lines = await EvaluationSet.ReadAsync(files, CancellationToken.None);
    if (lines.Count == 0)
    {
        await Console.Error.WriteLineAsync($"There is no line in {string.Join(", ", files)}. Give a file with one object per line.");
        return 2;
    }

    var judging = new Judging("samples");
    var grammar = await judging.JudgeAsync(
        lines, "the offline grammar", (said, state, world, _) => Task.FromResult(GrammarReader.Read(said, state, world)), CancellationToken.None);
    Print(grammar);
    var options = ModelOptions.Read(new ConfigurationBuilder().AddEnvironmentVariables().Build());
    if (options.Offline || offline)
    {
        return grammar.Reached ? 0 : 1;
    }

    using var models = new ModelDirectory(options, new OfflineChatClient(), TimeProvider.System);
    var reader = new ModelReader(models.For(null), TimeProvider.System);
    var model = await judging.JudgeAsync(
        lines,
        $"{options.Provider} {options.Model}",
        async (said, state, world, ct) =>
        {
            var reading = await reader.ReadAsync(said, state, world, ct);
            return reading.Fallback is null ? reading.Understood : throw new ModelException(new ModelFault(ModelFaultKind.Unreachable, reading.Fallback, "Try again."));
        },
        CancellationToken.None);
    Print(model);
    return grammar.Reached && model.Reached ? 0 : 1;
}
catch (ModelException trouble)
{
    await Console.Error.WriteLineAsync($"The model did not answer: {trouble.Message} Use --offline to leave it out.");
    return 2;
}
catch (Exception trouble) when (trouble is UnreadableSetException or IOException or UnauthorizedAccessException or StartRefused)
{
    await Console.Error.WriteLineAsync(trouble.Message);
    return 2;
}

void Print(Tally tally)
{
    foreach (var line in json ? tally.Json() : tally.Text())
    {
        Console.WriteLine(line);
    }
}

// ./dev changes to the repository's folder; a relative path is meant from where the person stands.
static string Given(string path)
    => !File.Exists(path) && Environment.GetEnvironmentVariable("OLDPWD") is { } from && File.Exists(Path.Combine(from, path))
        ? Path.Combine(from, path) : path;
