using System.Text;
using System.Text.Json;
using OmniForge.Agents.Prompts;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building.Reading;

/// <summary>What a language model is told and asked when it reads a turn.</summary>
internal static class ModelPrompt
{
    private const int MostValues = 20;

    /// <summary>A cell can be a whole letter; its beginning says enough.</summary>
    private const int MostCharacters = 120;

    private static readonly Prompt Files = Prompt.ReadTurn;

    public static readonly JsonElement Schema = JsonElement.Parse(Files.Text("answer.schema.json"));

    public static string Version => Files.Version;

    public static string Rules => Files.Text("rules.md");

    public static string Situation(string text, BuilderState state, BuilderWorld world) => Files.Fill(
        "situation.md",
        ("today", $"{world.Now:yyyy-MM-dd}"),
        ("zone", state.Zone ?? world.TimeZone ?? "unknown"),
        ("known", world.Files.Count + world.Tables.Count == 0 ? "none" : DataBlock.Of(Known(world.Files.Concat(world.Tables)))),
        ("chosen", state.Wish.File is { } chosen ? DataBlock.Of(chosen) : "none yet"),
        ("question", state.Question is { } question ? DataBlock.Of(question.Text) : "none"),
        ("message", DataBlock.Of(text)));

    public static string Again(string fault) => Files.Fill("again.md", ("fault", fault));

    private static string Known(IEnumerable<TableProfile> files)
    {
        var told = new StringBuilder();
        foreach (var file in files)
        {
            told.Append($"File {Line(file.File)}, {file.Rows} rows. Columns:\n");
            foreach (var column in file.Columns)
            {
                var values = column.Values.Count > 0 ? ": " + string.Join(" | ", column.Values.Take(MostValues).Select(Line)) : "";
                told.Append($"- {Line(column.Name)} ({column.Type}){values}\n");
            }
        }

        return told.ToString().TrimEnd('\n');
    }

    private static string Line(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= MostCharacters ? line : line[..MostCharacters] + "…";
    }
}
