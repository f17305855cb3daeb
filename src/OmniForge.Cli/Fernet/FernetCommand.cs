using System.CommandLine;
using System.Security.Cryptography;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;

namespace OmniForge.Cli.Fernet;

/// <summary>`vault import-fernet`: which credentials of the earlier platform can be read. Neither stores nor shows any.</summary>
internal static class FernetCommand
{
    private const string Variable = "FERNET_KEYS";

    public static Command Create(Verbs verbs)
    {
        Argument<string> file = new("file") { Description = "The export: CSV with a header, or JSON lines; fields id, tenant, integration, token." };
        Option<bool> dryRun = new("--dry-run") { Description = "Read everything, store nothing." };
        var command = new Command("import-fernet", $"Check an export of the earlier Python platform. Its keys are read from {Variable}.") { file, dryRun };
        return verbs.Doing(
            command,
            (parsed, _) => Task.FromResult(parsed.GetValue(dryRun)
                ? Check(verbs.Context, parsed.GetRequiredValue(file))
                : throw new CliException(
                    "This version has no connections yet into which credentials could be brought. With --dry-run it says which of them can be read.")),
            $"{Variable}=OLDKEY omniforge vault import-fernet export.csv --dry-run",
            $"{Variable}=NEWER,OLDER omniforge vault import-fernet export.jsonl --dry-run");
    }

    private static int Check(CliContext context, string file)
    {
        var keys = Keys();
        var rows = FernetExport.Read(File.ReadLines(Path.Combine(context.CurrentFolder, file)))
            .Select(row => (Row: row, Problem: row.Problem.Length > 0 ? row.Problem : ProblemOf(row.Token, keys, context.Time.GetUtcNow()))).ToList();
        if (rows.Count == 0)
        {
            throw new CliException($"{file} holds no credentials.");
        }

        Tables.Write(
            context.Terminal,
            ["tenant", "integration", "readable", "not readable"],
            [.. rows.GroupBy(row => (row.Row.Tenant, row.Row.Integration)).OrderBy(group => group.Key).Select(group => (IReadOnlyList<string>)
                [group.Key.Tenant, group.Key.Integration, $"{group.Count(row => row.Problem.Length == 0)}", $"{group.Count(row => row.Problem.Length > 0)}"])]);
        var wrong = rows.Where(row => row.Problem.Length > 0).ToList();
        foreach (var (row, problem) in wrong)
        {
            context.Terminal.Problem($"line {row.Line}{(row.Id.Length > 0 ? $" ({row.Id})" : "")}: {problem}");
        }

        context.Terminal.Line($"{rows.Count - wrong.Count} of {rows.Count} can be read. Nothing was stored.");
        return wrong.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static List<FernetKey> Keys()
    {
        var texts = (Environment.GetEnvironmentVariable(Variable) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var keys = texts.Select(FernetKey.TryRead).OfType<FernetKey>().ToList();
        return keys.Count == texts.Length && keys.Count > 0
            ? keys
            : throw new CliException(
                keys.Count == texts.Length
                    ? $"No key is given. Set {Variable} to the key of the earlier platform; several with commas between them."
                    : $"A key in {Variable} is not 32 bytes written as base64. Check that it was copied whole.",
                ExitCodes.Usage);
    }

    private static string ProblemOf(string token, IReadOnlyList<FernetKey> keys, DateTimeOffset now)
    {
        var reading = FernetToken.Read(token, keys, now);
        CryptographicOperations.ZeroMemory(reading.Value);
        return reading.Fault switch
        {
            FernetFault.None => "",
            FernetFault.NoToken => "is no token of that platform, or was not copied whole",
            FernetFault.NoKey => "was sealed with a key that is not given, or was changed",
            FernetFault.FromTheFuture => "was made later than now by this machine's clock",
            _ => "is damaged",
        };
    }
}
