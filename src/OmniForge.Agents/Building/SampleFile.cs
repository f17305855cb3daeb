namespace OmniForge.Agents.Building;

/// <summary>Made-up rows that a test reads in place of a file; nobody else sees them.</summary>
/// <param name="Path">Path of the file in the workspace.</param>
/// <param name="Text">What it holds for this test.</param>
public sealed record SampleFile(string Path, string Text);
