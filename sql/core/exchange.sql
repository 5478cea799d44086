/*
definition: Exchanges of two legs between two parties, goods or services for others, or payments cleared between them.
grain: one exchange
unit: none
*/
select * from contribution.exchange
