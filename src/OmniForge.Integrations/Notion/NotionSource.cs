using System.Text.Json;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Tables;
using OmniForge.Integrations.Requests;

namespace OmniForge.Integrations.Notion;

/// <summary>The table inside of a database: its columns, as they are now.</summary>
internal sealed record NotionSource(string Id, string DatabaseId, string Title, string Url, IReadOnlyList<NotionColumn> Columns)
{
    public NotionColumn TitleColumn => Columns.FirstOrDefault(column => column.Type == "title") ?? new("title", "Name", "title", []);

    public static NotionSource Read(JsonElement source) => new(
        source.Find("id").AsText(),
        source.Find("parent.database_id").AsText(),
        NotionText.Title(source),
        source.Find("url").AsText(),
        source.Find("properties") is { ValueKind: JsonValueKind.Object } properties
            ? [.. properties.EnumerateObject().Select(property => NotionColumn.Read(property.Name, property.Value))]
            : []);

    /// <summary>By name, exactly or else ignoring case. <paramref name="path"/> is the argument that named it.</summary>
    public NotionColumn Column(string name, string path)
        => Columns.FirstOrDefault(column => column.Name == name)
            ?? Columns.FirstOrDefault(column => string.Equals(column.Name, name.Trim(), StringComparison.OrdinalIgnoreCase))
            ?? throw Unknown(name, path);

    private ToolFault Unknown(string name, string path)
    {
        var hint = NearNames.Hint(name, Columns.Select(column => column.Name));
        return ToolFault.Invalid(
            path,
            $"'{Title}' has no column '{name}'" + (hint.Length > 0 ? hint : $"; its columns are {string.Join(", ", Columns.Take(30).Select(column => $"'{column.Name}'"))}"));
    }
}

/// <param name="Type">Notion's word, for instance `multi_select`.</param>
/// <param name="Options">Of select, multi_select and status.</param>
internal sealed record NotionColumn(string Id, string Name, string Type, IReadOnlyList<string> Options)
{
    public static NotionColumn Read(string name, JsonElement property)
    {
        var type = property.Find("type").AsText();
        return new(
            property.Find("id").AsText(), name, type, [.. property.Find($"{type}.options").Items().Select(option => option.Find("name").AsText())]);
    }

    /// <summary>Type in a result.</summary>
    public string RecordType => Type switch
    {
        "number" => "number",
        "checkbox" => "bool",
        "date" => "date",
        "created_time" or "last_edited_time" => "datetime",
        "people" or "created_by" or "last_edited_by" => "person",
        "multi_select" or "relation" or "files" => "list",
        "url" => "url",
        _ => "text",
    };

    /// <summary>What its cells are compared as. Formulas and sums say only in each row what they are, so they are read as they look.</summary>
    public ColumnReading Reading => RecordType switch
    {
        "number" => new(ColumnType.Number),
        "bool" => new(ColumnType.Bool),
        "date" or "datetime" => new(ColumnType.DateTime),
        _ => new(ColumnType.Text),
    };
}
