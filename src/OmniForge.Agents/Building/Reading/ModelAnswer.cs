using System.Text.Json;
using System.Text.Json.Nodes;

namespace OmniForge.Agents.Building.Reading;

/// <summary>Reads a model's answer; what it leaves out has its default.</summary>
internal static class ModelAnswer
{
    public static TurnUnderstanding? Parse(string answer, out string fault)
    {
        var start = answer.IndexOf('{', StringComparison.Ordinal);
        var end = answer.LastIndexOf('}');
        if (start < 0 || end <= start)
        {
            fault = "there is no object in it";
            return null;
        }

        try
        {
            var given = (JsonObject)JsonNode.Parse(answer[start..(end + 1)])!;
            fault = "";
            return Filled(given).Deserialize(BuilderJson.Default.TurnUnderstanding);
        }
        catch (JsonException e)
        {
            fault = e.Message;
            return null;
        }
    }

    private static JsonObject Filled(JsonObject given)
    {
        JsonDefaults.Fill(given, Node(new TurnUnderstanding()));
        var change = (given["change"] as JsonObject)!;
        JsonDefaults.FillAll(change["add_filters"], Filter());
        JsonDefaults.FillAll(change["sorts"], new JsonObject { ["column"] = "", ["first"] = new JsonArray() });
        if (change["grouping"] is JsonObject grouping)
        {
            JsonDefaults.Fill(grouping, new JsonObject { ["by"] = new JsonArray(), ["aggregates"] = new JsonArray() });
        }

        JsonDefaults.FillAll(given["unclear"], new JsonObject
        {
            ["words"] = "",
            ["candidates"] = new JsonArray(),
            ["values"] = new JsonArray()
        });
        return given;
    }

    private static JsonObject Filter() => new() { ["column"] = "", ["values"] = new JsonArray(), ["any"] = new JsonArray() };

    private static JsonObject Node(TurnUnderstanding empty)
        => (JsonObject)JsonSerializer.SerializeToNode(empty, BuilderJson.Default.TurnUnderstanding)!;
}
