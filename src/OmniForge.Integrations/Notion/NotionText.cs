using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Integrations.Requests;

namespace OmniForge.Integrations.Notion;

/// <summary>Texts as Notion stores them: runs of at most 2,000 characters.</summary>
internal static class NotionText
{
    private const int MostPerRun = 2_000;

    /// <summary>Runs that one list may hold.</summary>
    private const int MostRuns = 100;

    public const int Most = MostPerRun * MostRuns;

    /// <summary>Never cut between the halves of one character.</summary>
    public static JsonArray Runs(string text)
    {
        var runs = new JsonArray();
        for (var start = 0; start < text.Length;)
        {
            var length = Math.Min(MostPerRun, text.Length - start);
            if (start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]))
            {
                length--;
            }

            runs.Add(new JsonObject { ["type"] = "text", ["text"] = new JsonObject { ["content"] = text.Substring(start, length) } });
            start += length;
        }

        return runs;
    }

    public static string Plain(JsonElement runs) => string.Concat(runs.Items().Select(run => run.Find("plain_text").AsText()));

    /// <summary>The title of a page, a database or a data source.</summary>
    public static string Title(JsonElement item)
    {
        if (item.Find("title") is { ValueKind: JsonValueKind.Array } own)
        {
            return Plain(own);
        }

        var properties = item.Find("properties");
        return properties.ValueKind != JsonValueKind.Object
            ? ""
            : properties.EnumerateObject().Where(property => property.Value.Find("type").AsText() == "title")
                .Select(property => Plain(property.Value.Find("title"))).FirstOrDefault() ?? "";
    }
}
