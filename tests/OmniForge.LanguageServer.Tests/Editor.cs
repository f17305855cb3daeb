using System.Text.Json.Nodes;

namespace OmniForge.LanguageServer.Tests;

/// <summary>What a client says of itself when it begins.</summary>
internal sealed record Editor
{
    /// <summary>A JSON list; null = it says nothing of encodings.</summary>
    public string? Encodings { get; init; }

    /// <summary>The folder it has open; null = none.</summary>
    public string? Root { get; init; }

    /// <summary>Whether it asks for diagnostics itself.</summary>
    public bool Pulls { get; init; }

    /// <summary>Whether it asks for the documentation of a proposal when it is selected.</summary>
    public bool Resolves { get; init; }

    /// <summary>Whether it carries out edits that the server asks for.</summary>
    public bool Edits { get; init; }

    /// <summary>The settings of this product. Without an address that answers, so that no server of this machine is asked.</summary>
    public JsonObject Settings { get; init; } = new() { ["profile"] = "omniforge", ["trusted"] = false };

    public string ToJson() => new JsonObject
    {
        ["processId"] = null,
        ["rootUri"] = Root is null ? null : "file://" + Root,
        ["capabilities"] = new JsonObject
        {
            ["general"] = Encodings is null ? new JsonObject() : new JsonObject { ["positionEncodings"] = JsonNode.Parse(Encodings) },
            ["textDocument"] = Documents(),
            ["workspace"] = new JsonObject
            {
                ["applyEdit"] = Edits,
                ["workspaceEdit"] = new JsonObject { ["documentChanges"] = true, ["resourceOperations"] = new JsonArray("rename") },
            },
        },
        ["initializationOptions"] = Settings.DeepClone(),
    }.ToJsonString();

    private JsonObject Documents()
    {
        var documents = new JsonObject();
        if (Pulls)
        {
            documents["diagnostic"] = new JsonObject();
        }

        if (Resolves)
        {
            documents["completion"] = new JsonObject
            {
                ["completionItem"] = new JsonObject
                {
                    ["resolveSupport"] = new JsonObject { ["properties"] = new JsonArray("documentation", "detail") },
                },
            };
        }

        return documents;
    }
}
