<?xml version="1.0" encoding="UTF-8"?>
<!-- IATI 1.0x activities in the shape of 2.03: text into narratives, letter codes into numbers, renamed attributes.
     What already has the new shape stays as it is. Codes after the 2.01 changelog of the standard. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:template match="@*|node()">
    <xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy>
  </xsl:template>

  <xsl:template name="told">
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:choose>
        <xsl:when test="*"><xsl:apply-templates select="node()"/></xsl:when>
        <xsl:when test="normalize-space()"><narrative><xsl:value-of select="."/></narrative></xsl:when>
      </xsl:choose>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="reporting-org|participating-org|title|description|sector|recipient-country|recipient-region
                       |policy-marker|provider-org|receiver-org|condition|activity-date">
    <xsl:call-template name="told"/>
  </xsl:template>

  <xsl:template match="location/name">
    <xsl:call-template name="told"/>
  </xsl:template>

  <xsl:template match="location/coordinates[not(../point)]">
    <point><pos><xsl:value-of select="concat(@latitude, ' ', @longitude)"/></pos></point>
  </xsl:template>

  <xsl:template match="other-identifier">
    <xsl:copy>
      <xsl:apply-templates select="@*[not(starts-with(name(), 'owner-'))]"/>
      <xsl:if test="not(@ref)"><xsl:attribute name="ref"><xsl:value-of select="normalize-space()"/></xsl:attribute></xsl:if>
      <xsl:if test="not(@type)"><xsl:attribute name="type">A9</xsl:attribute></xsl:if>
      <xsl:if test="@owner-ref or @owner-name">
        <owner-org ref="{@owner-ref}"><narrative><xsl:value-of select="@owner-name"/></narrative></owner-org>
      </xsl:if>
      <xsl:apply-templates select="*"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="participating-org/@role">
    <xsl:variable name="role" select="translate(., 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"/>
    <xsl:attribute name="role">
      <xsl:choose>
        <xsl:when test="$role = 'funding'">1</xsl:when>
        <xsl:when test="$role = 'accountable'">2</xsl:when>
        <xsl:when test="$role = 'extending'">3</xsl:when>
        <xsl:when test="$role = 'implementing'">4</xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
  </xsl:template>

  <xsl:template match="activity-date/@type">
    <xsl:attribute name="type">
      <xsl:choose>
        <xsl:when test=". = 'start-planned'">1</xsl:when>
        <xsl:when test=". = 'start-actual'">2</xsl:when>
        <xsl:when test=". = 'end-planned'">3</xsl:when>
        <xsl:when test=". = 'end-actual'">4</xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
  </xsl:template>

  <xsl:template match="transaction-type/@code">
    <xsl:attribute name="code">
      <xsl:choose>
        <xsl:when test=". = 'IF'">1</xsl:when>
        <xsl:when test=". = 'C'">2</xsl:when>
        <xsl:when test=". = 'D'">3</xsl:when>
        <xsl:when test=". = 'E'">4</xsl:when>
        <xsl:when test=". = 'IR'">5</xsl:when>
        <xsl:when test=". = 'LR'">6</xsl:when>
        <xsl:when test=". = 'R'">7</xsl:when>
        <xsl:when test=". = 'QP'">8</xsl:when>
        <xsl:when test=". = 'QS'">9</xsl:when>
        <xsl:when test=". = 'CG'">10</xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
  </xsl:template>

  <xsl:template match="budget/@type">
    <xsl:attribute name="type">
      <xsl:choose>
        <xsl:when test="translate(., 'O', 'o') = 'original'">1</xsl:when>
        <xsl:when test="translate(., 'R', 'r') = 'revised'">2</xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
  </xsl:template>

  <xsl:template match="sector/@vocabulary">
    <xsl:attribute name="vocabulary">
      <xsl:choose>
        <xsl:when test=". = 'DAC'">1</xsl:when>
        <xsl:when test=". = 'DAC-3'">2</xsl:when>
        <xsl:when test=". = 'COFOG'">3</xsl:when>
        <xsl:when test=". = 'NACE'">4</xsl:when>
        <xsl:when test=". = 'NTEE'">5</xsl:when>
        <xsl:when test=". = 'ADT'">6</xsl:when>
        <xsl:when test=". = 'RO' or . = 'WB' or . = 'ISO'">99</xsl:when>
        <xsl:when test=". = 'RO2'">98</xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
  </xsl:template>

  <xsl:template match="policy-marker/@vocabulary">
    <xsl:attribute name="vocabulary">
      <xsl:choose>
        <xsl:when test=". = 'DAC'">1</xsl:when>
        <xsl:when test=". = 'RO'">99</xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
  </xsl:template>

</xsl:stylesheet>
