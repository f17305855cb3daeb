namespace OmniForge.Agents.Tools.Tables;

/// <summary>How messages name a row.</summary>
internal enum RowNaming
{
    Lines,
    Numbers,
}
