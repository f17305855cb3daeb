namespace OmniForge.Agents.Tools.Tables;

/// <summary>What every filled cell of a column can be read as; Text when they differ.</summary>
public enum ColumnType
{
    Text,
    Number,
    Bool,
    Date,
    DateTime,
}
