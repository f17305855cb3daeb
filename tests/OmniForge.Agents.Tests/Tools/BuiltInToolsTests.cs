using System.Text.Json;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Tests.Tools;

public sealed class BuiltInToolsTests
{
    private static readonly string[] Types = ["object", "array", "string", "integer", "number", "boolean", "null"];

    [Fact]
    public void Every_tool_has_its_own_name_a_description_and_a_closed_schema()
    {
        var tools = BuiltInTools.All();
        Assert.Equal(tools.Count, tools.Select(tool => tool.Descriptor.Name).Distinct().Count());
        foreach (var descriptor in tools.Select(tool => tool.Descriptor))
        {
            Assert.True(descriptor.Title.Length > 0 && descriptor.Description.Length > 20, descriptor.Name);
            var schema = descriptor.InputSchema;
            Assert.Equal("object", schema.GetProperty("type").GetString());
            Assert.Equal(JsonValueKind.False, schema.GetProperty("additionalProperties").ValueKind);
            Check(schema, descriptor.Name);
        }
    }

    /// <summary>The part of JSON Schema that models are given: known types, described properties, required ones that exist.</summary>
    private static void Check(JsonElement schema, string where)
    {
        Assert.Equal(JsonValueKind.Object, schema.ValueKind);
        if (schema.TryGetProperty("type", out var type))
        {
            var types = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().ToList() : [type];
            Assert.All(types, one => Assert.Contains(one.GetString(), Types));
        }

        if (schema.TryGetProperty("items", out var items))
        {
            Check(items, $"{where}[]");
        }

        if (!schema.TryGetProperty("properties", out var properties))
        {
            return;
        }

        var names = properties.EnumerateObject().Select(property => property.Name).ToList();
        var required = schema.TryGetProperty("required", out var list) ? list.EnumerateArray().Select(name => name.GetString()!) : [];
        Assert.All(required, name => Assert.Contains(name, names));
        foreach (var property in properties.EnumerateObject())
        {
            Check(property.Value, $"{where}.{property.Name}");
        }
    }
}
