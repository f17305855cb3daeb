using System.Globalization;
using System.Text;
using OmniForge.Cli.Output;
using OmniForge.Files.Linting;
using OmniForge.Skills;

namespace OmniForge.Cli.Lint.Reports;

/// <summary>Which programs load a skill, and why not.</summary>
internal static class MatrixReport
{
    /// <summary>One entry per readable file; files that cannot be read are left to the check itself.</summary>
    public static IReadOnlyList<(string Shown, IReadOnlyList<ClientLoad> Clients)> Of(IEnumerable<FoundFile> files, FileLinter linter)
    {
        var rows = new List<(string, IReadOnlyList<ClientLoad>)>();
        foreach (var file in files)
        {
            try
            {
                rows.Add((file.Shown, LoadMatrix.Of(SkillDocument.Parse(FileBytes.Read(file.FullPath).Content), linter.ChecksOf(file.FullPath)[0])));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                rows.Add((file.Shown, []));
            }
        }

        return rows;
    }

    public static string Text(IReadOnlyList<(string Shown, IReadOnlyList<ClientLoad> Clients)> rows)
    {
        var text = new StringBuilder();
        foreach (var (shown, clients) in rows)
        {
            text.Append(Terminal.Clean(shown)).Append('\n');
            if (clients.Count == 0)
            {
                text.Append("  This file cannot be read.\n");
            }

            var width = clients.Count == 0 ? 0 : clients.Max(client => client.Title.Length);
            foreach (var client in clients)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {client.Title.PadRight(width)}  {Word(client.Answer)}\n");
                foreach (var reason in client.Reasons)
                {
                    text.Append(' ', width + 6).Append(Terminal.Clean(reason)).Append('\n');
                }
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    public static string Json(IReadOnlyList<(string Shown, IReadOnlyList<ClientLoad> Clients)> rows) => JsonText.Of(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteStartArray("files");
        foreach (var (shown, clients) in rows)
        {
            json.WriteStartObject();
            json.WriteString("path", shown);
            json.WriteStartArray("clients");
            foreach (var client in clients)
            {
                json.WriteStartObject();
                json.WriteString("client", client.Client);
                json.WriteString("title", client.Title);
                json.WriteString("answer", Word(client.Answer));
                json.WriteString("confidence", client.Confidence.ToString().ToLowerInvariant());
                json.WriteString("verifiedOn", client.VerifiedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                json.WriteStartArray("reasons");
                foreach (var reason in client.Reasons)
                {
                    json.WriteStringValue(reason);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static string Word(LoadAnswer answer) => answer switch
    {
        LoadAnswer.Loads => "loads",
        LoadAnswer.LoadsInPart => "loads in part",
        _ => "does not load",
    };
}
