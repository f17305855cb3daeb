using System.Text;

namespace OmniForge.Skills.Steps;

/// <summary>One numbered item while it is being read.</summary>
internal sealed class StepItem(int line, bool inSteps)
{
    public int Line { get; } = line;

    /// <summary>Whether it stands in a section called "Steps".</summary>
    public bool InSteps { get; } = inSteps;

    public StringBuilder Sentence { get; } = new();

    public bool SentenceEnded { get; set; }

    public ScriptBlock? Arguments { get; set; }

    /// <summary>1-based line of a block that looks like arguments but is not marked as json; 0 = none.</summary>
    public int UnlabelledLine { get; set; }

    public string BoundName { get; set; } = "";

    /// <summary>1-based; 0 = the result is not bound.</summary>
    public int BoundLine { get; set; }
}
