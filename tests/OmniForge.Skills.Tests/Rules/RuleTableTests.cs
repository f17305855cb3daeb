using OmniForge.Skills.Rules;

namespace OmniForge.Skills.Tests.Rules;

public sealed class RuleTableTests
{
    [Fact]
    public void Every_rule_says_something_in_at_least_one_profile()
        => Assert.All(RuleTable.Rules.Where(rule => !rule.StartsWith("OF69", StringComparison.Ordinal)), rule => Assert.Contains(
            Enum.GetValues<SkillProfile>(), profile => RuleTable.Severity(rule, profile) is not null));

    [Fact]
    public void The_strict_profile_is_never_milder_where_both_apply()
        => Assert.All(RuleTable.Rules, rule =>
        {
            if (RuleTable.Severity(rule, SkillProfile.OmniForgeStrict) is { } strict)
            {
                Assert.True(strict <= RuleTable.Severity(rule, SkillProfile.OmniForge), rule);
            }
        });

    [Fact]
    public void Every_alias_leads_to_a_known_field()
        => Assert.All(NameTable.Aliases, alias =>
        {
            Assert.Null(FieldTable.Find(alias.Key));
            Assert.NotNull(FieldTable.Find(alias.Value));
        });

    [Theory]
    [InlineData("modle", "model", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "abc", 0)]
    [InlineData("abc", "cab", 2)]
    [InlineData("kitten", "sitting", 3)]
    public void Swapped_neighbours_are_one_edit(string a, string b, int edits)
    {
        Assert.Equal(edits, Nearest.Edits(a, b));
        Assert.Equal(edits, Nearest.Edits(b, a));
    }
}
