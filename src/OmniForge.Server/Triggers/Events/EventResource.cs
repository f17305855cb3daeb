using System.Globalization;
using System.Text.Json.Nodes;

namespace OmniForge.Server.Triggers.Events;

/// <summary>What an event is about, also in the parts that tools ask for: where it lies, and its number there.</summary>
internal static class EventResource
{
    public static JsonObject Of(string kind, string id, string url)
    {
        var resource = new JsonObject { ["kind"] = kind, ["id"] = id, ["url"] = url };
        var mark = id.LastIndexOf('#');
        if (mark > 0 && int.TryParse(id.AsSpan(mark + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            (resource["in"], resource["number"]) = (id[..mark], number);
        }

        return resource;
    }
}
